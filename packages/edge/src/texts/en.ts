import { fileTrouble, type ProblemTexts } from '@yingma/core'
import type { DisagreementCode } from '../dicom/disagreement.ts'
import type { Hl7Reason } from '../hl7/outcome.ts'
import type { EdgeProblem } from '../problem.ts'

const meant = (near: readonly string[]): string => (near.length === 0 ? '' : `; near to it: ${near.join(', ')}`)

export const enProblems: ProblemTexts<EdgeProblem> = {
  'edge.cannot-listen': ({ address, reason }) => `cannot listen on ${address} (${reason}): is the port taken?`,
  'edge.tls-unusable': ({ reason }) =>
    `the certificate or its key cannot be used (${reason}): both must be PEM and belong together`,
  'edge.unreadable': ({ path, reason }) => `${path} cannot be read (${fileTrouble(reason, 'en')})`,
  'edge.cannot-write': ({ path, reason }) => `${path} cannot be written (${fileTrouble(reason, 'en')})`,
  'edge.no-dicom': ({ folder, files }) => `no DICOM image among the ${files} files in ${folder}`,
  'edge.not-an-item': ({ input, nearest }) => `'${input}' is the code of no item${meant(nearest)}`,
  'edge.text-not-writable': ({ text, charset }) => `'${text}' cannot be written in ${charset}`,
}

export const enReasons: Readonly<Record<Hl7Reason, string>> = {
  'not-a-message': 'no HL7 v2 message, or its delimiters cannot be used',
  'other-message': 'message of another kind than ORM, OMI and ORU',
  charset: 'MSH-18 names an encoding that is not read here',
  'too-long': 'message longer than the limit',
  failed: 'a fault of this program',
  'no-text': 'nothing that names an exam',
  repeats: 'the field holds several codings',
  section: 'a section of a report',
  'not-imaging': 'OBR-24 names a department without imaging',
  'already-coded': 'has the coding already',
  'alternate-taken': 'the alternate identifier is taken',
  'text-unreadable': 'the text is not of the encoding of the message, or holds an escape sequence that is no character',
  'text-not-writable': 'the name cannot be written in the encoding of the message',
  'no-exam-of-order': 'not the exam of the order, or that one has no coding',
  review: 'a person should look at the name',
  conflict: 'name and modality contradict one another, or the name itself',
  ambiguous: 'several items are possible',
  'no-item': 'the standard has no such item',
  'not-exam': 'no imaging exam',
  'several-items': 'several items, and sets are not wanted',
  'local-item': 'an item of the institution alone',
}

export const enDisagreements: Readonly<Record<DisagreementCode, string>> = {
  modality: 'the images are of another modality than the order',
  part: 'the images name another part',
  side: 'the images name another side',
  contrast: 'contrast in the images of an order without',
  view: 'a view that the order does not have',
  'contrast-not-seen': 'contrast was ordered, no series shows it',
  'view-missing': 'a view that was ordered is not among the images',
}
