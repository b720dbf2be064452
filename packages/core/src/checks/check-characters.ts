import { checkForm } from '../codes/check-character.ts'
import { createCodec } from '../codes/codec.ts'
import { type Check, refOf } from './check.ts'
import type { Finding } from './finding.ts'

/** Every code has a check form that leads back to its item and to no other. */
export const checkCheckCharacters: Check = (edition) => {
  const codec = createCodec(edition)
  const findings = edition.items.flatMap((item): Finding[] => {
    const form = checkForm(item.code)
    const decoded = form === null ? null : codec.decode(form)
    return decoded?.kind === 'item' && decoded.item === item
      ? []
      : [{ code: 'finding-check-character', item: refOf(item), checkForm: form }]
  })
  return { examined: edition.items.length, findings }
}
