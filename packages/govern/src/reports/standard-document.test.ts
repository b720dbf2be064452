import { certify } from '@yingma/core'
import { describe, expect, it } from 'vitest'
import { firstDraft } from '../testing/first-draft.ts'
import { standardDocument } from './standard-document.ts'

const draft = firstDraft()
const { items } = draft.edition

describe('the standard as a document', () => {
  it('says all of it in either language, as text and never as markup', () => {
    const certificate = certify(draft.edition, [draft.edition])
    const [zh, en] = (['zh', 'en'] as const).map((language) => standardDocument(draft.edition, certificate, language))
    for (const page of [zh, en]) {
      for (const { code } of [items[0], items.at(-1)].flatMap((item) => item ?? [])) expect(page).toContain(code)
      expect(page).not.toMatch(/<script|style=|<img/)
      const links = [...(page?.matchAll(/href="#([^"]+)"/g) ?? [])].map(([, id]) => id)
      expect(links.length).toBeGreaterThan(20)
      for (const id of links) expect(page).toContain(` id="${id}"`)
    }
    expect(zh).toContain('适用范围')
    expect(zh).not.toContain('草案')
    const draftPage = standardDocument(draft.edition, certificate, 'zh', { isDraft: true, other: '?a=1&b="' })
    expect(draftPage).toContain('草案')
    expect(draftPage).toMatch(/href="\?a=1&#38;b=&#34;"/)
    expect(en).toContain('Certificate of uniqueness')
  })
})
