import { type ProblemTexts, renderProblem } from '@yingma/core'
import { renderDataProblem } from '@yingma/edition'
import type { GovernProblem } from './govern-problem.ts'
import { importEn } from './import-en.ts'

export const en: ProblemTexts<GovernProblem> = {
  'govern-unknown-table': ({ file }) => `the standard has no table ${file}, or proposals may not change it`,
  'govern-unknown-column': ({ file, column }) => `table ${file} has no column ${column}`,
  'govern-bad-cell': ({ file, column }) => `cell ${column} of table ${file} may hold no tab and no line break`,
  'govern-row-exists': ({ file, row }) => `table ${file} has this row already: ${row}`,
  'govern-row-unknown': ({ file, row }) => `table ${file} has no such row (somebody may have changed it): ${row}`,
  'govern-row-count': ({ kind, before, after }) => `"${kind}" cannot turn ${before} rows into ${after}`,
  'govern-nothing-changes': () => 'the proposal changes nothing',
  'govern-code-exists': ({ value, name, status }) =>
    `code ${value} is ${name} already${status === 'retired' ? ' (retired)' : ''}; a code is never used again`,
  'govern-code-unreadable': ({ value }) =>
    `code ${value} cannot be read: a field has a value that no dictionary has, or the length is wrong`,
  'govern-no-rule-table': ({ value }) => `the scheme of code ${value} has no table of rules`,
  'govern-item-unknown': ({ value }) => `there is no item with the code ${value}`,
  'govern-item-retired': ({ value, name }) => `${value} ${name} is retired`,
  'govern-item-active': ({ value, name }) => `${value} ${name} is in use: it has no retirement to change`,
  'govern-successor-itself': ({ value, name }) => `${value} ${name} cannot follow itself`,
  'govern-orphaned': ({ item, name, successor }) =>
    `${item} ${name} would have no successor: ${successor} does not exist or is retired`,
  'govern-reason-missing': () => 'say why',
  'govern-bad-date': ({ value }) => `"${value}" is no date; write it as 2026-03-01`,
  'govern-dictionary-unknown': ({ value }) => `there is no dictionary ${value}`,
  'govern-value-unknown': ({ dictionary, value }) => `dictionary ${dictionary} has no value ${value}`,
  'govern-value-exists': ({ dictionary, value, name }) =>
    `${value} of dictionary ${dictionary} is ${name} already; a code is never used again`,
  'govern-value-fixed': ({ column }) => `a proposal of this kind may not change ${column} of a value`,
  'govern-value-in-use': ({ dictionary, value, item, name }) =>
    `${value} of dictionary ${dictionary} is still used by ${item} ${name}; retire or merge that item first`,
  'govern-id-changed': ({ row }) => `permanent ids never change: ${row}`,
  'govern-released-edited': ({ file }) => `a released edition is never edited: ${file}`,
  'govern-term-means-nothing': ({ term, kind, value }) =>
    `term "${term}": ${kind}=${value} means nothing in the standard`,
  'govern-ready-changed': ({ proposal }) =>
    `what is ready changed since you saw it: proposal ${proposal} came or went; look at the preview again, then release`,
  'govern-release-day': ({ date, from, to }) =>
    `a release cannot have the day ${date}: take one ${from === '' ? '' : `from ${from}, the day of the last release, `}to ${to}, a year ahead at most`,
  'govern-version-order': ({ version, after }) => `version ${version} must read like 1.2.0 and come after ${after}`,
  'govern-proposal-blocks': ({ proposal, title }) =>
    `proposal ${proposal} (${title.en}) is in the way; take it out or change it, then release the others:`,
  'govern-release-unknown': ({ version, versions }) =>
    `there is no release ${version}; there ${versions.length === 1 ? 'is' : 'are'} ${versions.join(', ')}`,
  'govern-rollback-not-last': ({ version, last }) =>
    `${version} is not the last release: undo ${last} first, or propose what should read otherwise`,
  'govern-rollback-first': ({ version }) => `${version} is the first release: there is none to go back to`,
  'govern-rollback-no-words': ({ version, earlier }) =>
    `${version} cannot be undone: ${earlier} was frozen without its lexicon, so its words are not known; propose the words instead`,
  'govern-rollback-unreleased': ({ version, file }) =>
    `${file} has changed since release ${version} and the rollback would lose that; release it first, or put the file back`,
  'govern-rollback-nothing': ({ version, earlier }) =>
    `there is nothing to take back: ${version} has the words of ${earlier}. Its codes, rules and retirements stay; propose a change of them instead`,
  'govern-key-unusable': () => 'the signing key is no ed25519 private key in PEM; make one with yingma govern key',
  'govern-sign-unseen': ({ file, text, sign }) =>
    `${file}: "${text}" holds ${sign}, a sign that nobody sees or a space at its end, and could be taken for another name; take it out`,
  'govern-sign-alike': ({ file, text, sign, plain }) =>
    `${file}: ${sign} in "${text}" looks like another sign, and the name could be taken for another; write ${plain === '' ? 'Chinese, Latin letters and digits' : `"${plain}"`}`,
  'govern-file-exists': ({ file }) => `${file}: is there already and is not overwritten`,
  'govern-file-missing': ({ file }) => `${file}: is gone or cannot be read`,
  'govern-file-unlisted': ({ file }) => `${file}: is not in manifest.json`,
  'govern-file-changed': ({ file }) => `${file}: has changed since the release`,
  'govern-file-link': ({ file }) => `${file}: is a link or a device; a release folder holds the files themselves`,
  'govern-too-many-changes': ({ file, changes, most }) =>
    `${file} holds ${changes} changes, ${most} at most are taken at once; make several files and releases of it`,
  'govern-signature-wrong': ({ file }) => `${file}: the signature does not fit, or is not by the key that you trust`,
  'govern-proposals-unreadable': ({ file, where, detail }) =>
    `${file} holds no proposals${where === '' ? '' : ` (at ${where})`}: ${detail}`,
  'govern-stage': ({ act, stage, stages }) =>
    `the proposal is at "${stage}": ${act} has its place at ${stages.join(', ')} only`,
  'govern-not-author': ({ act }) =>
    `only the author may ${act} a proposal; others comment on it, an editor can return or reject it`,
  'govern-own-proposal': ({ act }) =>
    act === 'vote'
      ? 'nobody reviews a proposal of their own: an expert, editor or publisher who did not write it may'
      : 'nobody decides on a proposal of their own: another editor or publisher may',
  'govern-conflicted': () =>
    'who has declared a conflict of interest neither votes nor decides: name other reviewers, or let another editor or publisher decide',
  'govern-promotion-nowhere': ({ item, into }) =>
    `the local item ${item} cannot go into ${into}: the proposal neither adds that item nor is it in use`,
  'govern-not-reviewer': () =>
    'you are no reviewer of this round: those whom the proposal names vote; an editor can return it and name others',
  'govern-reviewer-unfit': ({ name, others }) =>
    `${name} may not review: the account is disabled, or holds none of the roles expert, editor, publisher, admin${
      others.length === 0 ? '' : `; for example ${others.join(', ')} may`
    }`,
  'govern-too-few-reviewers': ({ reviewers, quorum }) => `a quorum of ${quorum} with only ${reviewers} reviewers`,
  'govern-quorum': ({ votes, quorum, able }) =>
    `no quorum: ${votes} votes of the ${quorum} that are needed${
      able < quorum ? `; only ${able} reviewers may vote, so return it and name others` : ''
    }`,
  'govern-still-voting': ({ votes, reviewers, deadline }) =>
    `the vote goes on: ${votes} of ${reviewers} reviewers have voted, until ${deadline}`,
  'govern-no-majority': ({ approve, reject }) =>
    `${approve} for, ${reject} against: without a majority it can only be returned or rejected`,
  'govern-deadline': ({ deadline }) => `the deadline ${deadline} must lie after today`,
  'govern-vote-over': ({ deadline }) =>
    `the vote ended on ${deadline}: decide, or return the proposal for another round`,
  'govern-not-fast': ({ kind }) =>
    `"${kind}" cannot go fast: that is for corrections that touch no code and no meaning`,
  'govern-comment-unknown': ({ id }) => `there is no comment ${id}`,
  'govern-data': ({ problem }) => renderDataProblem(problem, 'en'),
  'govern-principle': ({ finding }) => renderProblem(finding, 'en'),
  ...importEn,
  'import-refused': ({ row, sheet, value, name, problem }) =>
    `${sheet === undefined ? '' : `sheet "${sheet}", `}row ${row}: ${value} ${name} cannot be added. ${say(problem)}`,
}

/** What is inside a problem, said by its own text. */
function say(problem: GovernProblem): string {
  return (en[problem.code] as (problem: GovernProblem) => string)(problem)
}
