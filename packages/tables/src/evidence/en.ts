import type { ProblemTexts } from '@yingma/core'
import { shown } from '../problems/words.ts'
import { list } from '../problems/words-en.ts'
import type { CellLook, Evidence } from './evidence.ts'

const percent = (share: number): string => `${Math.round(share * 100)} %`

const looks: Readonly<Record<CellLook, string>> = {
  'exam-name': 'names of exams',
  modality: 'modalities',
  sex: 'sexes',
  side: 'sides',
  number: 'numbers',
  code: 'codes',
  'person-name': 'names of persons',
  'id-card': 'identity card numbers',
  phone: 'mobile phone numbers',
}

export const en: ProblemTexts<Evidence> = {
  given: () => 'given by option',
  'content-is': (e) => `the content is ${e.found}`,
  'name-says-otherwise': (e) => `although the file name ends with .${e.extension}`,
  'byte-order-mark': () => 'byte order mark',
  'valid-utf8': () => 'valid UTF-8',
  'ascii-only': () => 'ASCII only, the same in every encoding',
  'zero-bytes-alternate': () => 'every second byte of ASCII characters is zero',
  declared: (e) => `declared as ${e.as} in the file`,
  'invalid-utf8-valid-as': (e) => `no UTF-8, but valid ${e.encoding}`,
  'invalid-in-every-encoding': () => 'not valid in any known encoding, this one is nearest',
  'known-characters': (e) => `${percent(e.share)} of the characters are usual ones`,
  'same-width-rows': (e) => `${e.rows} of ${e.of} rows have ${e.columns} columns with it`,
  'no-delimiter-fits': () => 'no delimiter gives rows of equal width: one cell a line',
  'header-words': (e) => `words of a header: ${list(e.words)}`,
  'header-unlike-rows': (e) => `the cells below are numbers or codes (columns ${e.columns.join(', ')})`,
  'first-row-is-data': (e) => `the first row reads like the rows below: ${shown(e.text)}`,
  'keys-of-objects': () => 'keys of the objects',
  'lines-of-text': () => 'each line is a string',
  'header-says': (e) => `header ${shown(e.header)}`,
  'cells-look-like': (e) => `${percent(e.share)} of ${e.of} cells look like ${looks[e.what]}`,
  'only-text-column': () => 'the only column with text',
  'column-with-role': (e) => `column ${shown(e.header)} (${e.role})`,
  'names-repeat': (e) => `${e.distinct} distinct names in ${e.of} rows`,
  'names-differ': (e) => `${e.distinct} distinct names in ${e.of} rows`,
  'nothing-else-fits': () => 'nothing points to another kind',
  'first-sheet-with-rows': (e) =>
    e.others.length === 0
      ? 'the only sheet with rows'
      : `the first visible sheet with rows; not read: ${list(e.others)}`,
}
