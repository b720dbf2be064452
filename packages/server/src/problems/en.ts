import type { ProblemTexts } from '@yingma/core'
import type { OwnProblem } from './server-problem.ts'

export const en: ProblemTexts<OwnProblem> = {
  'request-invalid': ({ errors }) =>
    `the request breaks ${errors.length} rule(s): ${errors
      .slice(0, 3)
      .map(({ field, message }) => `${field || 'the whole'} (${message})`)
      .join('; ')}`,
  'request-malformed': ({ cause }) => `the request cannot be read: ${cause}`,
  'request-too-large': ({ limit }) =>
    `the request is larger than ${(limit / 1048576).toFixed(1)} MiB: send it in several parts`,
  'media-type-unsupported': ({ given }) => `the content type “${given}” is not supported`,
  'route-unknown': ({ path }) => `there is no operation ${path}`,
  'sign-in-needed': () => 'sign in first, or send an API key',
  'sign-in-refused': () => 'the login or the password is wrong',
  'account-resting': ({ until }) => `after several wrong passwords the account rests until ${until}`,
  'link-invalid': () => 'the link is invalid, used or expired',
  'password-weak': ({ minimum }) =>
    `a password has at least ${minimum} characters and is neither a common one nor the login`,
  'session-needed': () => 'this needs a signed-in person, not an API key',
  'origin-foreign': ({ origin }) => `the request comes from another site (${origin})`,
  'provider-absent': () => 'no identity provider is configured',
  'provider-refused': () => 'the identity provider did not sign you in',
  'version-needed': () => 'say which version you saw in If-Match, for example If-Match: "3"',
  'too-many-requests': ({ retryAfter }) => `too many requests; try again in ${retryAfter} s`,
  'document-no-browser': () =>
    'there is no Chromium on this server to make a PDF with: open the page of the standard and let your browser print it; an administrator can install Chromium, or name a program in the environment variable YINGMA_BROWSER',
  'document-not-printed': ({ detail }) =>
    `the PDF was not made (${detail}): try again in a minute, or open the page of the standard and let your browser print it`,
  'file-missing': () => 'no file was received (field file)',
  'column-personal': ({ column }) =>
    `Column “${column}” looks like persons, which the registry does not hold: choose another column, or take it out of the file`,
  'rows-too-many': ({ limit }) => `more than ${limit} rows: divide the list`,
  'order-set-unknown': ({ set, sets }) => `the institution has no order set '${set}'; there are ${sets.join(', ')}`,
  'insight-not-set-up': () => "this server has no figures: start it with 'yingma serve --insight FILE'",
  'insight-institution-absent': ({ institutionId }) =>
    `the exam table has no exams of institution ${institutionId}; the settings of --insight say which institution has which name in the table`,
  'insight-settings-invalid': ({ file, place, rule }) => `${file}${place === '' ? '' : `, ${place}`} is wrong: ${rule}`,
  'cannot-listen': ({ host, port, cause }) => `the server cannot listen on ${host}:${port}: ${cause}`,
  stopping: () => 'the server is stopping',
  internal: () => 'something went wrong inside; tell the administrator the request id',
}
