import CTerminal

/// What characters the terminal can be trusted with.
public enum Charset: Sendable, Equatable {
    case utf8
    case ascii

    /// What the locale of the user asks for (`nl_langinfo(CODESET)`).
    public static var ofLocale: Charset {
        ct_locale_is_utf8() ? .utf8 : .ascii
    }

    /// The character to show instead, where this one cannot be shown.
    func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if self == .utf8 || scalar.isASCII { return scalar }
        switch scalar {
        case "\u{2018}", "\u{2019}", "\u{201A}", "\u{2032}": return "'"
        case "\u{201C}", "\u{201D}", "\u{201E}", "\u{2033}": return "\""
        case "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}", "\u{2500}": return "-"
        case "\u{2022}", "\u{00B7}", "\u{25CF}": return "*"
        case "\u{2026}": return "~"
        case "\u{00D7}": return "x"
        case "\u{2192}", "\u{203A}", "\u{00BB}", "\u{25BA}": return ">"
        case "\u{2190}", "\u{2039}", "\u{00AB}": return "<"
        case "\u{2502}": return "|"
        case "\u{00A0}", "\u{2009}", "\u{202F}": return " "
        default: return "?"
        }
    }
}
