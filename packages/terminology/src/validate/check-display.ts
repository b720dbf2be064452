import type { Coding } from '../fhir/types.ts'
import { type Name, statusOfName } from '../languages/display.ts'
import { type LanguageList, nearlySpeaks } from '../languages/language-list.ts'
import type { Findings } from './findings.ts'
import type { Places, ValidateWish } from './validate-wish.ts'

/**
 * Holds a display against the names of its concept. Where languages are wished only names in them count; if there are
 * none, a name in the language of the system will do, with a remark.
 */
export function checkDisplay(
  findings: Findings,
  { system = '', code = '', display: given }: Coding,
  names: readonly Name[],
  languages: LanguageList | undefined,
  { isDisplayLenient }: Pick<ValidateWish, 'isDisplayLenient'>,
  places: Places,
): void {
  if (given === undefined || given === '') return
  const coding = `${system}#${code}`
  const severity = isDisplayLenient ? 'warning' : 'error'
  const wished = languages === undefined ? '--' : languages.text
  const usable = names.filter((name) => statusOfName(name) === 'active')
  const inLanguage = languages === undefined ? usable : usable.filter((name) => isIn(name, languages))
  if (inLanguage.some(({ value }) => isSame(value, given))) return
  const standard = names[0]?.value ?? ''
  if (inLanguage.length === 0 && languages !== undefined) {
    if (usable.some(({ value }) => isSame(value, given))) {
      findings.add({ code: 'display-not-in-language', given, coding, languages: wished }, places.display)
    } else {
      const problem = { code: 'display-wrong-not-in-language', given, coding, languages: wished, standard } as const
      findings.add(problem, places.display, severity)
    }
    return
  }
  const valid = listOf(inLanguage)
  if (names.some((name) => statusOfName(name) !== 'active' && isSame(name.value, given))) {
    const correct = inLanguage.filter(isListed).map(({ value }) => value)
    findings.add({ code: 'display-outdated', given, value: code, status: 'deprecated', valid: correct }, places.display)
    return
  }
  const isSpacing = inLanguage.some(({ value }) => withoutSpaces(value) === withoutSpaces(given))
  const problem = {
    code: isSpacing ? 'display-wrong-spaces' : 'display-wrong',
    given,
    coding,
    valid,
    languages: wished,
  } as const
  findings.add(problem, places.display, severity)
}

function isIn({ language }: Name, { tags }: LanguageList): boolean {
  return tags.some((tag) => nearlySpeaks(language, tag))
}

function isSame(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase()
}

function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, '').toLowerCase()
}

/** Names that are told as the right ones: search keys and other uses are accepted but not proposed. */
function isListed({ designation }: Name): boolean {
  return designation?.use === undefined
}

function listOf(names: readonly Name[]): readonly string[] {
  const listed = names.filter(isListed)
  return (listed.length === 0 ? names : listed).map(
    ({ value, language }) => `'${value}'${language ? ` (${language})` : ''}`,
  )
}
