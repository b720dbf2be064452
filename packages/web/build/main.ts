import { buildWeb, isBuilt } from './build-web.ts'

/** Builds the web application where that is needed: `npm run build:web`. With `--check` it only says, by its exit code. */
if (!isBuilt()) {
  if (process.argv.includes('--check')) process.exitCode = 1
  else await buildWeb()
}
