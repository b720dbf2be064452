export interface ModuleSpecifier {
  readonly specifier: string
  readonly line: number
}

// Anchored at the start of a statement, so that an example inside a string or a comment is not taken for an import.
const STATIC = /^[ \t]*(?:import|export)\b[^'"`;]*?['"]([^'"\n]+)['"]/gm
const DYNAMIC = /\bimport\(\s*['"]([^'"\n]+)['"]/g

/** Everything that a TypeScript file imports or re-exports, statically or by a literal `import()`. */
export function moduleSpecifiers(text: string): ModuleSpecifier[] {
  const found: ModuleSpecifier[] = []
  for (const pattern of [STATIC, DYNAMIC]) {
    for (const match of text.matchAll(pattern)) {
      const isModule = pattern === DYNAMIC || /\bfrom\s*['"]|^[ \t]*import\s*['"]/.test(match[0])
      const end = match.index + match[0].length
      if (isModule) found.push({ specifier: match[1]!, line: text.slice(0, end).split('\n').length })
    }
  }
  return found
}
