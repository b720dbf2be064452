import type { Edition, Item } from '../model/edition.ts'
import type { FacetTuple } from '../model/facets.ts'
import { chineseName } from '../names/chinese-name.ts'
import { englishName } from '../names/english-name.ts'
import { createNearest, facetQuery, type Nearest } from '../near/nearest.ts'
import { neighbours } from '../near/neighbours.ts'
import { checkCharacter, checkForm } from './check-character.ts'
import { type BareProblem, checkFields } from './check-fields.ts'
import type { Decoded, DecodedItem, DerivedCode, InvalidCode, WellFormedCode } from './decoded.ts'
import { baseItem, derivedName } from './derived.ts'
import { createFacetCodec } from './facet-codec.ts'
import { EXTENSION_PREFIX, HEAD_LENGTH, type Layout, layoutsOf } from './layout.ts'
import type { CodeProblem } from './problem.ts'
import { damageOf, foldCode, isLocalSuffix, readCode } from './read-code.ts'

/** Reads and writes the codes of one edition. */
export interface Codec {
  /**
   * What a code says. Accepts any letter case and width, space around it, a check character behind it, the prefix of
   * extensions, and the suffix of a local item. Never throws: a text that is no code is `invalid`, with its problems.
   */
  decode(input: string): Decoded
  /** The problems of a code; none for an item, a derived code and a local item under one of them. */
  validate(input: string): readonly CodeProblem[]
  /**
   * The code of a facet tuple, whether an item or not; `null` where a value is not in its dictionary. A tuple with a
   * value of our own, or whose item is one, gets the prefix of extensions.
   */
  encode(facets: FacetTuple): string | null
  /** The facets of a code and nothing else: the path for millions of codes. */
  facetsOf(code: string): FacetTuple | null
}

/** Makes the codec of an edition; its tables are read once, here. `nearest` may be shared with other users of the edition. */
export function createCodec(edition: Edition, nearest: Nearest = createNearest(edition)): Codec {
  const layouts = layoutsOf(edition)
  const facetCodec = createFacetCodec(edition)

  function decode(input: string): Decoded {
    const { body, extension, suffix } = readCode(input)
    if (suffix === null) return decodeOfficial(input, body, extension)
    const parent = decodeOfficial(input, body, extension)
    if (parent.kind === 'invalid' || parent.kind === 'well-formed') return parent
    if (!isLocalSuffix(suffix)) return invalid(input, [{ code: 'code-local-suffix', input, suffix }], [])
    return { kind: 'local', code: `${parent.code}-${suffix}`, suffix, parent }
  }

  function decodeOfficial(input: string, body: string, extension: boolean): Exclude<Decoded, { kind: 'local' }> {
    if (body === '') return invalid(input, [{ code: 'code-empty', input }], [])
    const layout = layouts.get(body.slice(0, HEAD_LENGTH))
    const excess = layout === undefined ? 0 : body.length - layout.scheme.length
    const code = excess === 1 ? body.slice(0, -1) : body
    if (layout !== undefined && code.length === layout.scheme.length) {
      const checked = checkFields(input, code, layout, extension)
      if (checked.ok) {
        const answer = answerOf(input, layout, checked.fields, (extension ? EXTENSION_PREFIX : '') + code)
        return excess === 1 ? withCheck(input, answer, body.slice(-1)) : answer
      }
      return refuse(input, [...characterProblems(input, code, extension), ...checked.problems])
    }
    const damage = damageOf(input, edition)
    if (damage !== null) {
      return invalid(input, [{ code: 'code-damaged', input, damage: damage.damage }], damage.candidates.slice(0, 5))
    }
    const foreign = characterProblems(input, body, extension)
    if (layout === undefined) {
      return refuse(input, [...foreign, { code: 'code-unknown-head', input, head: body.slice(0, HEAD_LENGTH) }])
    }
    const { title, length } = layout.scheme
    return refuse(input, [
      ...foreign,
      { code: 'code-wrong-length', input, scheme: title, expected: length, actual: body.length },
    ])
  }

  function answerOf(
    input: string,
    layout: Layout,
    fields: DecodedItem['fields'],
    upper: string,
  ): DecodedItem | DerivedCode | WellFormedCode {
    const published = fields.map(({ text }) => text).join('')
    const facets = facetCodec.facetsOf(published)
    if (facets === null) throw new Error(`the fields of ${upper} were read, but its facets were not`)
    const item = edition.byCode.get(upper)
    const reading = { scheme: layout.scheme.id, modality: layout.modality, facets, fields }
    if (item !== undefined) {
      const { code, name, nameEn } = item
      return { kind: 'item', code, checkForm: checkForm(code), ...reading, name, nameEn, item }
    }
    const code = upper.slice(0, upper.length - published.length) + published
    const base = baseItem(upper, layout, edition)
    if (base !== null) {
      const [name, nameEn] = [derivedName(base, facets, edition, 'zh'), derivedName(base, facets, edition, 'en')]
      return { kind: 'derived', code, checkForm: checkForm(code), ...reading, name, nameEn, base }
    }
    const items = nearest.toFacets(facetQuery(facets, layout.modality))
    return {
      kind: 'well-formed',
      code,
      checkForm: checkForm(code),
      ...reading,
      name: chineseName(edition, facets),
      nameEn: englishName(edition, facets),
      nearest: items,
      problems: [{ code: 'code-no-item', input, nearest: items.map((near) => near.code) }],
    }
  }

  function withCheck<T extends DecodedItem | DerivedCode | WellFormedCode>(
    input: string,
    answer: T,
    check: string,
  ): T | InvalidCode {
    const expected = checkCharacter(answer.code) ?? ''
    if (expected === check) return answer
    const fitting = neighbours(answer.code, edition).filter(({ item }) => checkCharacter(item.code) === check)
    const own = answer.kind === 'item' ? [answer.item] : []
    const near = [...fitting.map(({ item }) => item), ...own].slice(0, 5)
    return invalid(input, [{ code: 'code-check-character', input, expected, actual: check }], near)
  }

  function refuse(input: string, problems: readonly BareProblem[]): InvalidCode {
    return invalid(input, problems, nearest.toText(legible(foldCode(input))))
  }

  function invalid(input: string, problems: readonly BareProblem[], near: readonly Item[]): InvalidCode {
    const codes = near.map(({ code }) => code)
    return {
      kind: 'invalid',
      input,
      nearest: near,
      problems: problems.map((problem) => ({ ...problem, nearest: codes }) as CodeProblem),
    }
  }

  function encode(facets: FacetTuple): string | null {
    const code = facetCodec.codeOf(facets)
    if (code === null) return null
    const extension = EXTENSION_PREFIX + code
    const item = edition.byCode.get(code.toUpperCase()) ?? edition.byCode.get(extension.toUpperCase())
    return item?.code ?? (hasExtensionValue(code) ? extension : code)
  }

  function hasExtensionValue(code: string): boolean {
    const layout = layouts.get(code.slice(0, HEAD_LENGTH).toUpperCase())
    return layout !== undefined && !checkFields(code, code.toUpperCase(), layout, false).ok
  }

  function validate(input: string): readonly CodeProblem[] {
    const decoded = decode(input)
    return decoded.kind === 'invalid' || decoded.kind === 'well-formed' ? decoded.problems : []
  }

  return { decode, validate, encode, facetsOf: facetCodec.facetsOf }
}

/** Letters that codes never use, with the digit that they are mistaken for. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' }

/** Characters that no code has; the first of them is enough to say. */
function characterProblems(input: string, body: string, extension: boolean): readonly BareProblem[] {
  const place = body.search(/[^0-9A-HJKMNP-Z]/)
  if (place < 0) return []
  const at = place + (extension ? EXTENSION_PREFIX.length : 0)
  const character = body.charAt(place)
  const code = Object.hasOwn(LOOK_ALIKES, character) ? 'code-letter-not-used' : 'code-foreign-character'
  return [{ code, input, character, at: at + 1 }]
}

/** The text with look-alikes as the digits they stand for: what the nearest items are sought by. */
function legible(text: string): string {
  return text.replaceAll(/[ILO]/g, (letter) => LOOK_ALIKES[letter] ?? letter)
}
