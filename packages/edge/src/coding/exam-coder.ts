import { createCodec, createSets, type Edition } from '@yingma/core'
import type { Normalised, Normaliser, State } from '@yingma/normalise'

/** What a system at the border says of an exam. Everything as written, without escape sequences. */
export interface ExamText {
  readonly text: string
  /** The sender's own code: key of an institution's decisions. */
  readonly localCode: string
  /** A modality word or DICOM code; empty where none is said. */
  readonly modality: string
}

/** The standard coding of an exam: one item, or a set of them. */
export interface ExamCoding {
  /** One code, or the identifier of the set: canonical codes joined by `+`. */
  readonly identifier: string
  readonly name: string
  readonly nameEn: string
  readonly isSet: boolean
}

/** Why an exam gets no coding: a state other than `mapped`, a set where sets are not wanted, an item of the institution alone. */
export type NotCoded = Exclude<State, 'mapped'> | 'several-items' | 'local-item'

export type CodingResult =
  | { readonly coded: true; readonly coding: ExamCoding }
  | { readonly coded: false; readonly why: NotCoded }

/** Gives exams their standard coding, or says why not. */
export interface ExamCoder {
  code(exam: ExamText): CodingResult
}

/**
 * Makes a coder of a normaliser, which may hold the memory of an institution. Only results that are `mapped` count:
 * whatever a person would have to look at is not coded. `sets: false` codes exams of one item only.
 */
export function createExamCoder(edition: Edition, normaliser: Normaliser, { sets = true } = {}): ExamCoder {
  const codec = createCodec(edition)
  const setsOf = createSets(edition)
  return {
    code({ text, localCode, modality }) {
      const result = normaliser.normalise({
        name: text,
        ...(localCode === '' ? {} : { localCode }),
        ...(modality === '' ? {} : { modality }),
      })
      if (result.state !== 'mapped') return { coded: false, why: result.state }
      const codes = codesOf(result)
      if (codes === null) return { coded: false, why: 'review' }
      const members = setsOf.canonical(codes)
      if (members.length > 1 && !sets) return { coded: false, why: 'several-items' }
      const names = members.map((code) => codec.decode(code))
      const items = names.flatMap((read) => (read.kind === 'item' || read.kind === 'derived' ? [read] : []))
      if (items.length < names.length || items.length === 0) return { coded: false, why: 'local-item' }
      const identifier = items.length === 1 ? items[0]!.code : setsOf.identifier(codes)
      return {
        coded: true,
        coding: {
          identifier,
          name: items.map(({ name }) => name).join('+'),
          nameEn: items.map(({ nameEn }) => nameEn).join(' + '),
          isSet: items.length > 1,
        },
      }
    },
  }
}

/** Null where a segment of the name has no item: then the rest would be half the truth. */
function codesOf({ items }: Normalised): readonly string[] | null {
  const codes = items.flatMap(({ code }) => code ?? [])
  return codes.length === items.length && codes.length > 0 ? codes : null
}
