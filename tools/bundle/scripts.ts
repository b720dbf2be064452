import type { Platform } from './platform.ts'

/** Start, stop and command of a bundle, and how to use it, by file name. */
export function scriptsOf(platform: Platform): Readonly<Record<string, string>> {
  return platform === 'linux-x64'
    ? {
        'start.sh': START,
        'stop.sh': STOP,
        yingma: COMMAND,
        'README.txt': readme('./start.sh', './stop.sh', LINUX_NOTE),
      }
    : {
        'start.cmd': WINDOWS_START,
        'stop.cmd': WINDOWS_STOP,
        'yingma.cmd': WINDOWS_COMMAND,
        'README.txt': readme('start.cmd', 'stop.cmd', WINDOWS_NOTE),
      }
}

const COMMAND = `#!/bin/sh
HERE=$(cd "$(dirname "$0")" && pwd)
exec "$HERE/runtime/node" --max-semi-space-size=8 "$HERE/app/packages/cli/bin/yingma.mjs" "$@"
`

const START = `#!/bin/sh
# Starts Yingma in the background and waits until it answers. Data lie beside this folder, or in YINGMA_DATA.
set -eu
HERE=$(cd "$(dirname "$0")" && pwd)
DATA=\${YINGMA_DATA:-"$(dirname "$HERE")/yingma-data"}
PORT=\${YINGMA_PORT:-8080}
mkdir -p "$DATA"
PID="$DATA/yingma.pid"
if [ -f "$PID" ] && kill -0 "$(cat "$PID")" 2>/dev/null; then echo "running already, process $(cat "$PID")"; exit 0; fi
WEB="$HERE/app/packages/web/dist"
"$HERE/yingma" serve --data "$DATA/registry" --port "$PORT" --host "\${YINGMA_HOST:-127.0.0.1}" --web "$WEB" >>"$DATA/yingma.log" 2>"$DATA/yingma.err" &
echo $! >"$PID"
if "$HERE/runtime/node" --input-type=module -e '
const [url, pid] = process.argv.slice(1)
const end = Date.now() + 120000
for (;;) {
  const answer = await fetch(url).catch(() => undefined)
  if (answer?.ok) break
  try { process.kill(Number(pid), 0) } catch { process.exit(1) }
  if (Date.now() > end) process.exit(1)
  await new Promise((done) => setTimeout(done, 100))
}' "http://127.0.0.1:$PORT/health" "$(cat "$PID")"; then
  echo "http://127.0.0.1:$PORT"
  cat "$DATA/yingma.err"
else
  cat "$DATA/yingma.err" >&2
  rm -f "$PID"
  exit 1
fi
`

const STOP = `#!/bin/sh
set -eu
HERE=$(cd "$(dirname "$0")" && pwd)
DATA=\${YINGMA_DATA:-"$(dirname "$HERE")/yingma-data"}
PID="$DATA/yingma.pid"
[ -f "$PID" ] || { echo "not running"; exit 0; }
NUMBER=$(cat "$PID")
kill "$NUMBER" 2>/dev/null || true
while kill -0 "$NUMBER" 2>/dev/null; do sleep 0.1; done
rm -f "$PID"
echo "stopped"
`

const WINDOWS_COMMAND = `@echo off\r\n"%~dp0runtime\\node.exe" "%~dp0app\\packages\\cli\\bin\\yingma.mjs" %*\r\n`
const WINDOWS_START = `@echo off\r\nif "%DATABASE_URL%"=="" echo DATABASE_URL is not set: name a PostgreSQL server, see README.txt& exit /b 1\r\nstart "Yingma" /min "%~dp0yingma.cmd" serve --port 8080 --web "%~dp0app\\packages\\web\\dist"\r\n`
const WINDOWS_STOP = `@echo off\r\ntaskkill /fi "WINDOWTITLE eq Yingma*" /t\r\n`

const LINUX_NOTE = {
  zh: '需要 Linux x64、glibc 2.28 以上和 libstdc++（各发行版自带），不需要 Node、npm 和网络。以 root 启动时数据库用系统里的普通用户（postgres、nobody）。',
  en: 'Needs Linux x64 with glibc 2.28 or later and libstdc++, which every distribution has; neither Node nor npm nor a network. Started as root, the database runs as an ordinary user of the system (postgres, nobody).',
}
const WINDOWS_NOTE = {
  zh: '此 Windows x64 版由软件包组装，尚未在 Windows 上试过。文件类命令（normalise、dictionary …）不需要数据库；登记库服务需要用 DATABASE_URL 指明 PostgreSQL。',
  en: 'This build for Windows x64 is put together from packages and UNTESTED on Windows. Commands on files (normalise, dictionary …) need no database; the registry needs a PostgreSQL server named in DATABASE_URL.',
}

function readme(start: string, stop: string, note: { readonly zh: string; readonly en: string }): string {
  return `影码 Yingma 离线包 / offline bundle

启动 start: ${start}    停止 stop: ${stop}    命令 command: yingma --help
端口 port: YINGMA_PORT (8080)    数据 data: YINGMA_DATA (../yingma-data)

${note.zh}
更新：停止，用新文件夹整个替换本文件夹，再启动；数据在本文件夹之外，先用 yingma backup 备份。

${note.en}
To update: stop, replace this whole folder by the new one, start. Data lie outside of it; back them up first (yingma backup).
`
}
