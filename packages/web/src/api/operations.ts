// Made from the server's OpenAPI document by `npm run types:web`: change the schemas of the server, not this file.

export type DecodedCode = {
  input: string
  kind: 'item' | 'derived' | 'well-formed' | 'local' | 'invalid'
  code?: string
  checkForm?: string | null
  name?: string
  nameEn?: string
  modality?: string
  conceptId?: string
  facets?: Readonly<Record<string, unknown>>
  parent?: string
  problems: readonly { code: string; detail: string }[]
  nearest: readonly { code: string; name: string; nameEn: string }[]
  neighbours?: readonly { code: string; name: string; nameEn: string }[]
}

export type EditionContents = {
  version: string
  title: { zh: string; en: string }
  items: readonly Item[]
  dictionaries: Readonly<
    Record<
      string,
      {
        title: { zh: string; en: string }
        values: readonly { code: string; name: string; nameEn: string; parent?: string; side?: string; site?: string }[]
      }
    >
  >
  layouts: readonly {
    head: string
    scheme: string
    modality: string
    slots: readonly {
      field: string
      facet: string | null
      title: { zh: string; en: string }
      start: number
      end: number
      valueStart: number
      dictionary: string | null
      fixed: string
    }[]
  }[]
}

export type Item = {
  code: string
  checkForm: string | null
  conceptId: string
  name: string
  nameEn: string
  scheme: string
  modality: string
  origin: string
  status: string
  facets: Readonly<Record<string, unknown>>
  successors: readonly string[]
}

export type LocalNameInput = {
  name: string
  modality?: string
  part?: string
  side?: string
  position?: string
  method?: string
  contrast?: string
  device?: string
  department?: string
  ageGroup?: string
  sex?: string
  charge?: string
  localCode?: string
  count?: number
}

export type Me = {
  userId: string
  login: string
  name: string
  grants: readonly { role: string; institutionId: string | null }[]
  scopes: readonly string[] | null
  institutionId: string | null
  expiresAt: string | null
}

export type Normalised = {
  name: string
  modality: string
  count?: number
  state: 'mapped' | 'review' | 'conflict' | 'ambiguous' | 'no-item' | 'not-exam'
  confidence: number
  items: readonly { code: string | null; relation: string }[]
  modifiers: readonly string[]
  defaults: readonly string[]
  classes: readonly string[]
  flags: readonly string[]
  reason?: string
  candidates: readonly { codes: readonly string[]; why: string }[]
  rules: readonly string[]
}

export type ResultTexts = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface Operations {
  'DELETE /session': { answer: unknown }
  'GET /decode/{code}': { params: { code: string }; query?: { neighbours?: 'true' | 'false' }; answer: DecodedCode }
  'GET /edition/contents': { answer: EditionContents }
  'GET /items/{code}': {
    params: { code: string }
    answer: {
      code: string
      checkForm: string | null
      conceptId: string
      name: string
      nameEn: string
      scheme: string
      modality: string
      origin: string
      status: string
      facets: Readonly<Record<string, unknown>>
      successors: readonly string[]
      designations: readonly { value: string; language: string; use: string }[]
      sheet: readonly { field: string; value: string }[]
      neighbours: readonly { code: string; name: string; nameEn: string }[]
    }
  }
  'GET /normalise/texts': { answer: ResultTexts }
  'GET /search/codes': {
    query: {
      q: string
      modality?: 'CT' | 'MR' | 'DR' | 'MDR' | 'CR' | 'MG' | 'RF' | 'US' | 'PET/CT' | 'PET/MR' | 'SPECT'
    }
    answer: readonly string[]
  }
  'GET /session': { answer: Me }
  'POST /items/export': { body: { format?: 'csv' | 'xlsx' | 'jsonl'; codes: readonly string[] }; answer: unknown }
  'POST /links/redeem': { body: { token: string; password: string }; answer: { token: string; expiresAt: string } }
  'POST /normalise': { body: LocalNameInput; answer: Normalised }
  'POST /normalise/batch': { body: { names: readonly LocalNameInput[] }; answer: readonly Normalised[] }
  'POST /session': { body: { login: string; password: string }; answer: { token: string; expiresAt: string } }
}
