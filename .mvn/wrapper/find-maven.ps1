# For mvnw.cmd: finds a JDK and a Maven as mvnw does, fetching the pinned Maven if there is none.
# Prints NAME=VALUE lines for the caller to set; everything meant for people goes to standard error.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$version = '3.9.16'
$archive = "apache-maven-$version-bin.zip"
$sha512 = 'ed41650d42485cfc243fad22158caf9cbb5dc408ce7a09ddb94dd42a019de929ca43065bfa450612cf12bf78b5cafa3884b96c090de326ff590448c933454af3'

function Say([string] $text) { [Console]::Error.WriteLine("mvnw: $text") }
function Die([string] $text) { Say $text; exit 1 }

# What a java.exe says of itself, or nothing. It answers on standard error, which must not count as a failure here.
function Ask-Java([string] $java) {
    $ErrorActionPreference = 'Continue'
    $found = @{}
    & $java -XshowSettings:properties -version 2>&1 | ForEach-Object {
        if ("$_" -match '^\s*(java\.home|java\.specification\.version) = (.*?)\s*$') { $found[$Matches[1]] = $Matches[2] }
    }
    if ($found.Count -eq 2) { $found }
}

$candidates = @()
if ($env:JAVA_HOME) { $candidates += Join-Path $env:JAVA_HOME 'bin\java.exe' }
$onPath = Get-Command java.exe -ErrorAction SilentlyContinue | Select-Object -First 1
if ($onPath) { $candidates += $onPath.Source }

$jdk = $null
$seen = @()
foreach ($java in $candidates) {
    if (-not (Test-Path -LiteralPath $java)) { $seen += "there is no $java"; continue }
    $found = Ask-Java $java
    if (-not $found) { $seen += "$java does not answer"; continue }
    $major = [int] ($found['java.specification.version'] -replace '^1\.', '')
    if ($major -lt 17) { $seen += "$java is Java $major"; continue }
    if (-not (Test-Path -LiteralPath (Join-Path $found['java.home'] 'bin\javac.exe'))) {
        $seen += "$java has no compiler (a JRE, not a JDK)"
        continue
    }
    $jdk = $found['java.home']
    break
}
if (-not $jdk) {
    if (-not $seen) { $seen = @('there is no java in JAVA_HOME or on the PATH') }
    Die "a JDK 17 or newer is needed: $($seen -join '; ')."
}
$env:JAVA_HOME = $jdk

# Newer JDKs warn about what Maven's own libraries do; that is no news about this build.
$options = $env:MAVEN_OPTS
if ($major -ge 22) { $options = "--enable-native-access=ALL-UNNAMED $options" }
if ($major -ge 23) { $options = "--sun-misc-unsafe-memory-access=allow $options" }

$userHome = if ($env:MAVEN_USER_HOME) { $env:MAVEN_USER_HOME } else { Join-Path $env:USERPROFILE '.m2' }
$dists = Join-Path $userHome 'wrapper\dists'
$maven = Join-Path $dists "apache-maven-$version-$($sha512.Substring(0, 8))"
$command = Join-Path $maven 'bin\mvn.cmd'

function Recent-Maven {
    $mvn = Get-Command mvn.cmd -ErrorAction SilentlyContinue | Select-Object -First 1
    if (-not $mvn) { return }
    $ErrorActionPreference = 'Continue'
    $text = (& $mvn.Source -B -v 2>$null) -join "`n"
    if ($text -match 'Apache Maven (\d+)\.(\d+)' -and [version] "$($Matches[1]).$($Matches[2])" -ge [version] '3.8') { $mvn.Source }
}

function Install-Maven {
    $url = if ($env:MVNW_REPOURL) { "$($env:MVNW_REPOURL.TrimEnd('/'))/org/apache/maven/apache-maven/$version/$archive" }
    else { "https://archive.apache.org/dist/maven/maven-3/$version/binaries/$archive" }
    $work = Join-Path $dists ".fetching-$PID"
    New-Item -ItemType Directory -Force -Path $work | Out-Null
    try {
        $file = Join-Path $work $archive
        Say "fetching Maven $version from $url"
        try {
            [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
            (New-Object Net.WebClient).DownloadFile($url, $file)
        } catch {
            Say $_.Exception.Message
            Die 'Maven could not be fetched. Put a Maven 3.8 or newer on the PATH, or set MVNW_REPOURL to a Maven repository that can be reached from here.'
        }
        if ((Get-FileHash -LiteralPath $file -Algorithm SHA512).Hash -ne $sha512) {
            Die "what $url sent is not Maven $version; nothing was kept."
        }
        Expand-Archive -LiteralPath $file -DestinationPath $work
        # A rename, so that the folder is there whole or not at all. Losing a race against another mvnw is no loss.
        if (-not (Test-Path -LiteralPath $maven)) { Move-Item -LiteralPath (Join-Path $work "apache-maven-$version") -Destination $maven }
    } finally {
        Remove-Item -LiteralPath $work -Recurse -Force -ErrorAction SilentlyContinue
    }
}

if (-not (Test-Path -LiteralPath $command)) {
    $recent = Recent-Maven
    if ($recent) { $command = $recent } else { Install-Maven }
}
"JAVA_HOME=$jdk"
"MAVEN_OPTS=$options"
"MVNW_MAVEN=$command"
