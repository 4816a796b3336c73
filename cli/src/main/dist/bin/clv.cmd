@echo off
rem SPDX-FileCopyrightText: The Perennial authors
rem SPDX-License-Identifier: Apache-2.0
setlocal
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -version >nul 2>&1
if errorlevel 1 (
    echo clv: Perennial needs Java 17 or newer; there is none in JAVA_HOME or on the PATH. 1>&2
    exit /b 1
)
for /f "tokens=3" %%v in ('""%java%" -version 2>&1 ^| findstr /c:" version ""'') do set "version=%%~v"
for /f "delims=." %%m in ("%version%") do set "major=%%m"
if %major% lss 17 (
    echo clv: Perennial needs Java 17 or newer; found Java %version%. 1>&2
    exit /b 1
)
for %%j in ("%home%\lib\perennial-cli-*.jar") do set "jar=%%j"
"%java%" -Xlog:disable -Xlog:all=error:stderr -XX:-UsePerfData -XX:+UseSerialGC %CLV_JAVA_OPTS% -jar "%jar%" %*
exit /b %errorlevel%
