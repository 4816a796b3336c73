# SPDX-FileCopyrightText: The Perennial authors
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by the launchers. find_java sets java_home and java_version to a Java 17 or newer, from JAVA_HOME or else from PATH, or says what is
# missing and ends the script. The version is read from the file that every JDK carries: asking java itself takes longer than the rest of the start.

java_needed=17

# read_java_version HOME: sets java_version, empty if there is no Java.
read_java_version() {
    java_version=
    [ -x "$1/bin/java" ] || return 0
    if [ -r "$1/release" ]; then
        while IFS= read -r line; do
            case $line in
            JAVA_VERSION=*)
                java_version=${line#*\"}
                java_version=${java_version%%\"*}
                ;;
            esac
        done <"$1/release"
    fi
    if [ -z "$java_version" ]; then
        java_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p')
    fi
}

# is_new_enough VERSION: "1.8.0_292" is 1, "17.0.15" is 17, "26-ea" is 26.
is_new_enough() {
    major=${1%%[!0-9]*}
    [ "${major:-0}" -ge "$java_needed" ]
}

find_java() {
    found=
    if [ -n "${JAVA_HOME:-}" ]; then
        java_home=$JAVA_HOME
        read_java_version "$java_home"
        is_new_enough "$java_version" && return 0
        found="  JAVA_HOME ($JAVA_HOME) is ${java_version:+Java }${java_version:-not a Java installation}"
    else
        found="  JAVA_HOME is not set"
    fi
    on_path=$(command -v java || :)
    if [ -n "$on_path" ]; then
        java_home=$(readlink -f "$on_path" 2>/dev/null || printf '%s\n' "$on_path")
        java_home=${java_home%/bin/java}
        read_java_version "$java_home"
        is_new_enough "$java_version" && return 0
        found="$found
  java on the PATH ($on_path) is ${java_version:+Java }${java_version:-not a Java installation}"
    else
        found="$found
  there is no java on the PATH"
    fi
    cat >&2 <<MESSAGE
clv: Perennial needs Java $java_needed or newer.
$found
     Install a JDK (for example from https://adoptium.net) or point JAVA_HOME at one.
MESSAGE
    exit 1
}
