import type { Catalogue } from '@yingma/core'
import { en } from './texts/en.ts'
import { zh } from './texts/zh.ts'

/** Why resources, or rows of somebody's table of codes, are not taken over. `file` and `where` say which. */
export type ImportProblem =
  | { readonly code: 'import.not-json'; readonly file: string; readonly line: number }
  | { readonly code: 'import.not-a-package'; readonly file: string }
  | { readonly code: 'import.other-resource'; readonly file: string; readonly resourceType: string }
  | { readonly code: 'import.wrong-shape'; readonly file: string; readonly where: string }
  | { readonly code: 'import.element-missing'; readonly file: string; readonly where: string }
  | { readonly code: 'import.value-unknown'; readonly file: string; readonly where: string; readonly value: string }
  | { readonly code: 'import.code-twice'; readonly file: string; readonly where: string; readonly value: string }
  | { readonly code: 'import.property-unknown'; readonly file: string; readonly where: string; readonly value: string }
  | {
      readonly code: 'import.resource-twice'
      readonly file: string
      readonly other: string
      readonly canonical: string
    }
  | { readonly code: 'import.number-not-kept'; readonly file: string; readonly value: string }
  | { readonly code: 'import.nothing'; readonly file: string }
  | { readonly code: 'import.parent-unknown'; readonly file: string; readonly where: string; readonly value: string }
  | { readonly code: 'import.parent-circular'; readonly file: string; readonly where: string; readonly value: string }
  | { readonly code: 'import.target-unknown'; readonly file: string; readonly where: string; readonly value: string }
  | { readonly code: 'import.folder-taken'; readonly file: string }
  | { readonly code: 'import.unreadable'; readonly file: string; readonly reason: string }

export const importCatalogue: Catalogue<ImportProblem> = { zh, en }
