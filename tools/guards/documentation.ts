import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Finding, Guard } from './guard.ts'
import { filesBelow, readManifest, type SourceFile } from './source-files.ts'

/** In every document a relative link leads to something that exists, and `npm run x` is a script that exists. */
export const documentation: Guard = {
  name: 'documentation',
  check(root) {
    const pages = markdownFiles(root)
    const { scripts = {} } = readManifest(root, '.')
    const findings = pages.flatMap(({ path, text }) =>
      text.split('\n').flatMap((content, index): Finding[] => {
        const line = index + 1
        const links = [...content.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!)
        const broken = links
          .filter((link) => !/^(?:[a-z]+:|#)/.test(link))
          .filter((link) => !existsSync(join(root, dirname(path), decodeURI(link.split('#')[0]!))))
        const commands = [...content.matchAll(/\bnpm run ([\w:-]+)/g)].map((match) => match[1]!)
        const unknown = commands.filter((command) => scripts[command] === undefined)
        return [
          ...broken.map((link) => ({ file: path, line, message: `the link ${link} leads nowhere` })),
          ...unknown.map((command) => ({ file: path, line, message: `package.json has no script ${command}` })),
        ]
      }),
    )
    return { checked: pages.length, findings }
  },
}

function markdownFiles(root: string): SourceFile[] {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'))
  const folders = ['docs', 'packages', 'standard', 'examples', 'conformance', 'tools']
  return [
    ...top.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
    ...folders.flatMap((folder) => filesBelow(root, folder, /\.md$/)),
  ]
}
