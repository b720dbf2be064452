import { createHash } from 'node:crypto'
import { DEFAULT_BASE_URI } from '@yingma/core'

/** Something that a feed offers, or takes back: then it has no file. */
export interface FeedEntry {
  /** `CodeSystem`, `ValueSet`, `ConceptMap`; `Package` for a FHIR NPM package. */
  readonly kind: 'CodeSystem' | 'ValueSet' | 'ConceptMap' | 'Package'
  readonly title: string
  /** Canonical address without version; the name of a package. */
  readonly identifier: string
  readonly version: string
  /** ISO date. */
  readonly date: string
  readonly fhirVersion: string
  /** Null for a retraction. */
  readonly file: { readonly href: string; readonly mediaType: string; readonly bytes: Uint8Array } | null
}

export interface FeedFacts {
  readonly title: string
  readonly id: string
  /** ISO date of the feed where it has no entries. */
  readonly date: string
  /** Address of the feed itself, where it has one. */
  readonly self?: string | undefined
  readonly base?: string | undefined
}

const NCTS = 'http://ns.electronichealth.net.au/ncts/syndication/asf'
const SCHEME = `${NCTS}/scheme/1.0.0`
/** Kinds that the registered scheme names; the others stand under a scheme of ours. */
const REGISTERED = new Set(['CodeSystem', 'ValueSet', 'ConceptMap'])

/**
 * An Atom feed as the FHIR syndication guide wants it: each entry with its canonical identifier and version, size and
 * SHA-256 of the file; a retraction is an entry whose category ends in `_RETRACT` and which has no file. The same
 * entries give the same bytes: identifiers are made from them, times are the dates of the editions.
 */
export function syndicationFeed(entries: readonly FeedEntry[], facts: FeedFacts): string {
  const { title, id, date, self, base = DEFAULT_BASE_URI } = facts
  const updated = entries.map((entry) => entry.date).reduce((a, b) => (a > b ? a : b), date)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:ncts="${NCTS}/extensions/1.0.0">`,
    `  <id>${uuidOf(id)}</id>`,
    `  <title>${escapeXml(title)}</title>`,
    `  <updated>${instant(updated)}</updated>`,
    '  <generator>Yingma</generator>',
    ...(self === undefined ? [] : [`  <link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>`]),
    `  <ncts:atomSyndicationFormatProfile>${NCTS}/profile/1.0.0</ncts:atomSyndicationFormatProfile>`,
    ...entries.flatMap((entry) => entryLines(entry, base)),
    '</feed>',
    '',
  ].join('\n')
}

function entryLines(entry: FeedEntry, base: string): string[] {
  const { kind, title, identifier, version, date, fhirVersion, file } = entry
  const term = `${kind === 'Package' ? 'FHIR_NPM_PACKAGE' : `FHIR_${kind}`}${file === null ? '_RETRACT' : ''}`
  const scheme = REGISTERED.has(kind) ? SCHEME : `${base}/syndication`
  const link = file === null ? [] : [linkLine(file)]
  return [
    '  <entry>',
    `    <id>${uuidOf(`${identifier}|${version}|${fhirVersion}|${file === null}`)}</id>`,
    `    <title>${escapeXml(title)}</title>`,
    `    <published>${instant(date)}</published>`,
    `    <updated>${instant(date)}</updated>`,
    '    <author><name>Yingma</name></author>',
    `    <category term="${term}" label="${term}" scheme="${scheme}"/>`,
    ...link,
    `    <ncts:contentItemIdentifier>${escapeXml(identifier)}</ncts:contentItemIdentifier>`,
    `    <ncts:contentItemVersion>${escapeXml(`${identifier}|${version}`)}</ncts:contentItemVersion>`,
    `    <ncts:fhirVersion>${fhirVersion}</ncts:fhirVersion>`,
    '  </entry>',
  ]
}

function linkLine({ href, mediaType, bytes }: NonNullable<FeedEntry['file']>): string {
  const hash = createHash('sha256').update(bytes).digest('hex')
  return `    <link rel="alternate" type="${mediaType}" href="${escapeXml(href)}" length="${bytes.length}" ncts:sha256Hash="${hash}"/>`
}

function instant(date: string): string {
  return `${date}T00:00:00Z`
}

/** A UUID of version 8 from a hash of the text. */
function uuidOf(text: string): string {
  const bits = createHash('sha256').update(text).digest().subarray(0, 16)
  bits[6] = (bits[6]! & 0x0f) | 0x80
  bits[8] = (bits[8]! & 0x3f) | 0x80
  return `urn:uuid:${bits.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`
}

function escapeXml(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, (character) => names[character] ?? character)
}
