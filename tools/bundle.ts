import { parseArgs } from 'node:util'
import { makeBundle } from './bundle/make-bundle.ts'
import { isPlatform, PLATFORMS } from './bundle/platform.ts'

/**
 * `npm run bundle -- OUT [--platform linux-x64]`: one folder that runs without network, npm and Node on the target. Takes
 * the last commit, never uncommitted files; needs git and the package registry once, while it is made.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { platform: { type: 'string', default: 'linux-x64' } },
})
const [out] = positionals
if (out === undefined || positionals.length > 1 || !isPlatform(values.platform)) {
  process.stderr.write(`usage: npm run bundle -- OUT [--platform ${PLATFORMS.join('|')}]\n`)
  process.exitCode = 2
} else {
  const { files, bytes } = await makeBundle(out, values.platform)
  process.stdout.write(`${out}: ${values.platform}, ${files} files, ${Math.round(bytes / 1e6)} MB\n`)
}
