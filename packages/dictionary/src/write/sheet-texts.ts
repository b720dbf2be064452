import type { Language } from '@yingma/core'
import { en } from './sheet-texts-en.ts'
import { zh } from './sheet-texts-zh.ts'

export type SheetTexts = typeof zh

const TEXTS: Readonly<Record<Language, SheetTexts>> = { zh, en }

/** Words of the workbook, the booklet and the import files. */
export function sheetTexts(language: Language): SheetTexts {
  return TEXTS[language]
}

/** The side rule in words. */
export function sideText(rule: string, texts: SheetTexts): string {
  if (rule === 'forbidden' || rule === 'free') return texts.side[rule]
  const side = rule.slice('forced:'.length) as 'left' | 'right' | 'both'
  return texts.side.forced(texts.side[side])
}
