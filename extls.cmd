@echo off
rem Starts extls; builds it first when it was never built or a source is newer than the build.
rem   JAVA_HOME        which Java (17 or newer); without it, the java.exe on the PATH
rem   EXTLS_JAVA_OPTS  further options for the JVM, such as -Xmx2g
setlocal EnableExtensions DisableDelayedExpansion
set "HERE=%~dp0"
set "HERE=%HERE:~0,-1%"
set "TARGET=%HERE%\target"
set "JAR=%TARGET%\extls.jar"

rem --- which Java -----------------------------------------------------------------------------------------------
set "JAVA="
set "SEEN="
if defined JAVA_HOME call :usable "%JAVA_HOME%"
if not defined JAVA for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :beside "%%~$PATH:J"
if not defined JAVA (
  if not defined SEEN set "SEEN= there is no java in JAVA_HOME or on the PATH."
  call :complain
  exit /b 2
)

rem --- build ----------------------------------------------------------------------------------------------------
rem target\.built holds copies of the sources of the last build; xcopy /D /L names what is newer than its copy.
set "STALE="
if not exist "%JAR%" set "STALE=1"
if not defined STALE call :newer "%HERE%\src\main" "%TARGET%\.built\main\"
if not defined STALE call :newer "%HERE%\pom.xml" "%TARGET%\.built\"
for %%L in (demo.yaml reboot.yaml) do if not defined STALE if exist "%HERE%\targets\%%L" call :newer "%HERE%\targets\%%L" "%TARGET%\.built\"
if defined STALE call :build || exit /b 70

rem --- class-data archive: never a reason to fail; without one, the start is slower --------------------------------
rem Java 17 to 24: a dynamic archive of loaded classes; from 25 on the ahead-of-time cache. Both belong to one jar at
rem one place and one build of Java, which is what the file .key says.
set "QUIET=-Xlog:disable -Xlog:all=off"
set "QUICK=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
if %MAJOR% geq 25 (
  set "ARCHIVE=%TARGET%\extls-%VERSION%.aot"
  set "USE=-XX:AOTCache="
  set "MAKE=-XX:AOTCacheOutput="
) else (
  set "ARCHIVE=%TARGET%\extls-%VERSION%.jsa"
  set "USE=-XX:SharedArchiveFile="
  set "MAKE=-XX:ArchiveClassesAtExit="
)
for %%F in ("%JAR%") do set "KEY=%HERE% %BUILD% %%~zF %%~tF"
set "KNOWN="
if exist "%ARCHIVE%.key" set /p KNOWN=<"%ARCHIVE%.key"
if not "%KNOWN%"=="%KEY%" call :train
set "SHARE="
if exist "%ARCHIVE%" set SHARE="%USE%%ARCHIVE%"

rem --- run ------------------------------------------------------------------------------------------------------
rem The quick compiler and the small collector start faster, and take less for lists of some thousand endpoints too.
set "OPTIONS=%QUICK%"
for %%A in (%*) do for %%L in (demo lab) do if "%%~A"=="%%L" set "OPTIONS="
"%JAVA%" %QUIET% %OPTIONS% %SHARE% %EXTLS_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%

rem ================================================================================================================

:complain
>&2 echo extls: Java 17 or newer is needed:%SEEN%
exit /b

rem The folder above the one of java.exe.
:beside
for %%D in ("%~dp1..") do call :usable "%%~fD"
exit /b

rem Sets JAVA, VERSION, MAJOR and BUILD if the folder holds a Java that is new enough. Its file `release` says which.
:usable
if not exist "%~1\bin\java.exe" (
  set "SEEN=%SEEN% there is no %~1\bin\java.exe."
  exit /b
)
set "VERSION="
set "BUILD="
if exist "%~1\release" for /f "usebackq tokens=1,2 delims==" %%A in ("%~1\release") do (
  if "%%A"=="JAVA_VERSION" set "VERSION=%%~B"
  if "%%A"=="JAVA_RUNTIME_VERSION" set "BUILD=%%~B"
)
rem Some java.exe on a PATH only start the real one, and have no `release` beside them: asked which version they start.
if not defined VERSION for /f "tokens=3" %%A in ('^""%~1\bin\java.exe" -version 2^>^&1 ^| findstr /c:" version "^"') do set "VERSION=%%~A"
set "MAJOR=0"
for /f "tokens=1 delims=.-+_" %%A in ("%VERSION%") do set "MAJOR=%%A"
if %MAJOR% lss 17 (
  set "SEEN=%SEEN% %~1 is Java %VERSION%."
  exit /b
)
set "JAVA=%~1\bin\java.exe"
set "ROOT=%~1"
exit /b

rem Sets STALE if a file of the first place is newer than its copy in the second, or has none.
:newer
for /f "tokens=1" %%F in ('^""%SystemRoot%\System32\xcopy.exe" "%~1" "%~2" /D /L /E /I /Y 2^>nul^"') do if not "%%F"=="0" set "STALE=1"
exit /b

:build
>&2 echo extls: building (once; the first time can take some minutes)
if not exist "%TARGET%" mkdir "%TARGET%"
pushd "%HERE%"
rem A java.exe that only starts the real one is no JAVA_HOME: mvnw finds the real one itself then.
if exist "%ROOT%\release" set "JAVA_HOME=%ROOT%"
call "%HERE%\mvnw.cmd" -q -B -Pquick -Dmaven.test.skip=true package >"%TARGET%\build.log" 2>&1 <nul
if errorlevel 1 (
  popd
  >&2 type "%TARGET%\build.log"
  >&2 echo extls: the build failed; see above.
  exit /b 1
)
popd
"%SystemRoot%\System32\xcopy.exe" "%HERE%\src\main" "%TARGET%\.built\main\" /D /E /I /Y /Q >nul
"%SystemRoot%\System32\xcopy.exe" "%HERE%\pom.xml" "%TARGET%\.built\" /D /I /Y /Q >nul
for %%L in (demo.yaml reboot.yaml) do if exist "%HERE%\targets\%%L" "%SystemRoot%\System32\xcopy.exe" "%HERE%\targets\%%L" "%TARGET%\.built\" /D /I /Y /Q >nul
exit /b 0

rem Runs the program once to see which classes it loads. The key is written even when no archive came of it, so that it
rem is not tried again at every start. Only an archive that works is kept: half of one can crash the JVM.
:train
del /q "%ARCHIVE%" "%ARCHIVE%.key" 2>nul
"%JAVA%" %QUIET% %QUICK% "%MAKE%%ARCHIVE%" -jar "%JAR%" train >nul 2>&1 <nul
if exist "%ARCHIVE%" "%JAVA%" %QUIET% %QUICK% "%USE%%ARCHIVE%" -jar "%JAR%" --version >nul 2>&1 <nul || del /q "%ARCHIVE%" 2>nul
>"%ARCHIVE%.key" 2>nul echo %KEY%
exit /b 0
