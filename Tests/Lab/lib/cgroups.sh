# shellcheck shell=bash
# Each node gets a cgroup of its own in every hierarchy of this machine, below the lab's caller: without one, all nodes
# would share systemd-nspawn's "payload" and see each other's units.

cgroup_name() { echo "drydock-lab-$(basename "$(dirname "$1")")-$(basename "$1")"; }

# cgroup_folders PID: the folder of the process in every hierarchy, one a line.
cgroup_folders() {
    local controllers path mount
    while IFS=: read -r _ controllers path; do
        mount=/sys/fs/cgroup/${controllers#name=}
        [ -n "$controllers" ] || mount=/sys/fs/cgroup/unified
        [ -d "$mount" ] || mount=/sys/fs/cgroup
        echo "$mount$path"
    done <"/proc/$1/cgroup"
}

# cgroup_enter HOME: makes the node's cgroups below this process's own, notes them, and moves this process there.
cgroup_enter() {
    local home=$1 name folder setting
    name=$(cgroup_name "$home")
    for folder in $(cgroup_folders self); do
        mkdir -p "$folder/$name"
        echo "$folder/$name" >>"$home/cgroups"
        # A new cpuset is empty, and an empty one takes no process.
        for setting in cpuset.cpus cpuset.mems; do
            [ -e "$folder/$name/$setting" ] && cat "$folder/$setting" >"$folder/$name/$setting"
        done
        echo $$ >"$folder/$name/cgroup.procs"
    done
}

# cgroup_join PID: moves this shell to where the process is, so that what it runs counts as the node's.
cgroup_join() {
    local folder
    for folder in $(cgroup_folders "$1"); do
        echo "$BASHPID" >"$folder/cgroup.procs" 2>/dev/null || true
    done
}

cgroup_remove() {
    local folder
    while IFS= read -r folder; do
        [ -d "$folder" ] && find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null
    done < <(cat "$1/cgroups" 2>/dev/null)
    return 0
}
