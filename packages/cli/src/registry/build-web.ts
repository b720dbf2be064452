import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Call } from '../command-line/call.ts'

/** Builds the web application where its build is missing or older than its sources; see packages/web/build. */
const BUILD = fileURLToPath(new URL('../../../web/build/main.ts', import.meta.url))

/**
 * Makes sure that there is a web application to serve. In a process of its own, so that the server never holds the
 * memory of the build. A build that fails is said and leaves the API to be served.
 */
export async function buildWeb(call: Call): Promise<void> {
  const { terminal, language } = call
  const say = (zh: string, en: string): void => {
    if (!call.json) terminal.err(`${language === 'zh' ? zh : en}\n`)
  }
  if (!existsSync(BUILD)) return
  if ((await run('--check')).code === 0) return
  say(
    '正在生成网页（约十秒，只在第一次或更新后）…',
    'Building the web application (about ten seconds, the first time or after an update) …',
  )
  const { code, said } = await run()
  if (code === 0) return
  terminal.err(`${said}\n`)
  say('网页没有生成，只提供 API。', 'The web application was not built; only the API is served.')
}

function run(...options: string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', BUILD, ...options], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, said: said.trim() }))
  })
}
