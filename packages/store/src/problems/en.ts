import { fileTrouble, type ProblemTexts } from '@yingma/core'
import type { AddressRefusal, StoreProblem } from './store-problem.ts'
import { EN_ACTIONS, inEnglish } from './words.ts'

const BREAKS = {
  gap: 'the numbers have a gap',
  hash: 'the content does not match its hash',
  link: 'it does not follow from the entry before it',
  'decision-changed': 'the decision that it records was changed',
  'decision-missing': 'the decision that it records is gone',
  'decision-unrecorded': 'a decision has no entry',
  truncated: 'the end is shorter than the checkpoint says',
} as const

export const en: ProblemTexts<StoreProblem> = {
  'store-no-binaries': ({ platform }) =>
    `there is no built-in PostgreSQL for this platform (${platform}); name a database server in DATABASE_URL`,
  'store-no-unprivileged-user': () =>
    'PostgreSQL does not run as root, and the system has no unprivileged user to run it as',
  'store-folder-closed': ({ folder, user }) =>
    `the user ${user}, who runs PostgreSQL, cannot enter the folder ${folder}; set YINGMA_DATA to another place, for example /var/lib/yingma`,
  'store-folder-unusable': ({ folder, reason }) =>
    `the data folder ${folder} cannot be used: ${fileTrouble(reason, 'en')}`,
  'store-no-registry': ({ folder }) =>
    `there is no registry in ${folder}: is it the right folder? 'yingma serve' makes a new one`,
  'store-folder-in-use': ({ folder, pid }) => `the data folder ${folder} is in use by process ${pid}`,
  'store-engine-failed': ({ step, output }) => `${step} did not start: ${output}`,
  'store-unreachable': ({ cause }) => `the database cannot be reached: ${cause}`,
  'not-found': ({ kind, id }) => `there is no ${inEnglish(kind)} ${id}`,
  'already-there': ({ kind, field, value }) => `there is already a ${inEnglish(kind)} whose ${field} is “${value}”`,
  forbidden: ({ action, roles }) =>
    `you may not ${EN_ACTIONS[action]}; it needs one of the roles ${roles.map(inEnglish).join(', ')}`,
  'scope-missing': ({ scope }) => `this API key lacks the scope ${scope}`,
  'institution-misplaced': ({ kind, parent }) => `a ${kind} cannot stand under a ${parent}`,
  'institution-not-empty': ({ id }) => `the institution ${id} has others below it`,
  'role-misplaced': ({ role }) =>
    `the role ${inEnglish(role)} ${isGlobal(role) ? 'belongs to no institution' : 'belongs to an institution'}`,
  'last-administrator': () => 'one administrator has to stay',
  'edition-differs': ({ version }) => `the edition ${version} is registered already, with other content`,
  'edition-unknown': ({ version }) => `the edition ${version} is not registered`,
  'item-unknown': ({ value, edition }) => `the edition ${edition} has no item “${value}”`,
  'item-retired': ({ value, successors }) =>
    `the item “${value}” is retired${successors.length === 0 ? '' : `; its successors are ${successors.join(', ')}`}`,
  'local-item-ended': ({ value, state, successors }) =>
    `the local item ${value} ${state === 'promoted' ? 'is in the standard by now' : 'is out of use'}${
      successors.length === 0 ? '' : `: use ${successors.join(', ')}`
    }`,
  'local-item-follows-itself': ({ value }) => `the local item ${value} cannot follow itself: name another one, or none`,
  'local-item-followed': ({ value, by }) => `the local item ${by} leads to ${value}: say what follows ${value}`,
  'local-item-used': ({ value, name, names }) =>
    `the local item ${value} stood for “${name}” and ${names} name(s) in all, so it cannot be deleted: retire it`,
  'decision-conflict': ({ expected, actual }) =>
    `someone else has decided on this name: you saw version ${expected}, it is now version ${actual}`,
  'decision-without-suggestion': () => 'the name has no suggestion that could be accepted',
  'decision-without-codes': () => 'a change to other items has to give their codes',
  'decision-with-codes': ({ kind }) => `${kind} takes no codes`,
  'decision-nothing-before': ({ kind }) => `the name has no decision yet, so there is nothing to ${kind}`,
  'decision-same-person': () => 'a decision is verified by someone other than the person who made it',
  'decision-unverifiable': ({ status }) => `a name that is ${status} cannot be verified`,
  'reason-missing': ({ kind }) => `${kind} needs a reason`,
  'readers-must-differ': () => 'the two readers have to be different people',
  'reader-unknown': ({ userId }) => `the user ${userId} does not exist or may not review for this institution`,
  'sample-not-yours': ({ sampleId }) => `you are not a reader of the sample ${sampleId}`,
  'govern-conflict': ({ expected, actual }) =>
    `somebody was faster: you saw version ${expected}, it is version ${actual} now; nothing of yours was written`,
  'rule-conflict': ({ key, expected, actual }) =>
    `the rule “${key}” was changed: you saw version ${expected}, it is now version ${actual}`,
  'suspicion-closed': ({ status }) => `the suspicion is closed (${status}) and takes no more`,
  'suspicion-conflict': ({ expected, actual }) =>
    `somebody was faster: you saw version ${expected}, it is now version ${actual}; nothing of yours was written`,
  'suspicion-returns-more': ({ returned, stake }) =>
    `${(returned / 100).toFixed(2)} yuan is more than the ${(stake / 100).toFixed(2)} at stake`,
  'version-conflict': ({ what, expected, actual }) =>
    `“${what}” was changed: you saw version ${expected}, it is now version ${actual}; nothing of yours was written`,
  'job-running': ({ id }) => `job ${id} is still running; wait for it, or cancel it first`,
  'job-finished': ({ status }) => `the job has ended (${status})`,
  'webhook-key-missing': () =>
    'this server has no key for webhooks: with a PostgreSQL server, give 64 hexadecimal digits in YINGMA_WEBHOOK_KEY',
  'webhook-address-refused': ({ url, why }) => `nothing is sent to ${url}: ${ADDRESS_REFUSALS[why]}`,
  'audit-broken': ({ chain, seq, what }) => `audit chain ${chain}, entry ${seq}: ${BREAKS[what]}`,
  'backup-unreadable': ({ what }) =>
    `the backup cannot be read: ${{ format: 'it is no backup', digest: 'its content does not match its checksum', truncated: 'it is cut short' }[what]}`,
  'backup-newer': ({ migrations, known }) =>
    `the backup comes from a newer program (schema ${migrations}, this one knows ${known})`,
  'restore-target-not-empty': () => 'a backup is restored into an empty database only',
}

function isGlobal(role: string): boolean {
  return role === 'admin' || role === 'editor' || role === 'publisher'
}

const ADDRESS_REFUSALS: Readonly<Record<AddressRefusal, string>> = {
  unreadable: 'it is no address',
  'not-https': 'it must be https',
  credentials: 'an address holds no login or password',
  private: 'it is on this machine or a private net; if that is meant, start the server with --webhook-private',
}
