import Screens

/// Makes the page for a route.
struct Pages {
    func open(_ route: Route, _ session: Session) -> any Screen {
        switch route {
        case .home: HomeScreen(session)
        case .diagnosis: DiagnosisScreen(session)
        case .rung(let rung): DiagnosisScreen(session, rung: rung)
        case .finding(let rule): FindingScreen(session, rule: rule)
        case .recipes(let query): RecipesScreen(session, query: query)
        case .recipe(let id, let finding): RecipeScreen(session, id: id, for: finding)
        case .explain(let text): ExplainScreen(session, text: text)
        case .capture: CaptureScreen(session)
        case .watch: WatchScreen(session)
        case .about: AboutScreen(session)
        case .fix(let rule, let recipe, let answers):
            FixOptions.page(session, rule: rule, recipe: recipe, answers: answers)
        case .fixAll: FixAllScreen(session)
        case .work(let undertaking): WorkScreen(session, undertaking)
        case .runs: RunsScreen(session)
        case .values(let asked, let undertaking): FixValuesScreen(asked, for: undertaking)
        case .setup(let task): SetupScreen(session, saved: session.savedPlan, task: task)
        }
    }
}
