import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { Edition, Language } from '@yingma/core'
import type { AgentLibrary } from './library.ts'
import { agentTexts } from './texts/agent-texts.ts'
import { factsOf } from './tools/item.ts'

const JSON_TYPE = 'application/json'
const COMPLETIONS = 20

/** Editions and item sheets as resources: `yingma://editions`, `yingma://editions/{version}`, `yingma://items/{code}`. */
export function registerResources(server: McpServer, library: AgentLibrary, language: Language): void {
  const { releases, edition } = library
  const texts = agentTexts[language]
  const title = (zh: string, en: string) => ({ zh, en })[language]
  server.registerResource(
    'editions',
    'yingma://editions',
    { title: title('发布版本', 'Editions'), mimeType: JSON_TYPE },
    (uri) => json(uri, { inForce: edition.version, versions: releases.versions }),
  )
  server.registerResource(
    'edition',
    new ResourceTemplate('yingma://editions/{version}', {
      list: () => ({
        resources: releases.versions.map((version) => ({
          name: version,
          uri: `yingma://editions/${version}`,
          mimeType: JSON_TYPE,
        })),
      }),
    }),
    { title: title('一个发布版本', 'One edition'), mimeType: JSON_TYPE },
    (uri, { version }) => {
      const found = releases.load(String(version))
      if (found === undefined) throw new Error(texts.noRelease(releases.versions))
      return json(uri, editionFacts(found, language))
    },
  )
  server.registerResource(
    'item',
    new ResourceTemplate('yingma://items/{code}', {
      list: undefined,
      complete: { code: (begun) => codesFrom(begun, edition) },
    }),
    { title: title('项目的内涵', 'Sheet of an item'), mimeType: JSON_TYPE },
    (uri, { code }) => {
      const facts = factsOf(String(code), library)
      if (facts === undefined) throw new Error(texts.noItem(edition.version))
      return json(uri, facts)
    },
  )
}

function json(uri: URL, value: unknown) {
  return { contents: [{ uri: uri.href, mimeType: JSON_TYPE, text: JSON.stringify(value) }] }
}

function editionFacts(edition: Edition, language: Language) {
  const modalities: Record<string, number> = {}
  for (const { modality } of edition.items) modalities[modality] = (modalities[modality] ?? 0) + 1
  return {
    version: edition.version,
    title: edition.title[language],
    items: edition.items.length,
    modalities,
    schemes: edition.schemes.map(({ id, title, length }) => ({ id, title: title[language], length })),
  }
}

function codesFrom(begun: string, { items }: Edition): string[] {
  const start = begun.toUpperCase()
  const found: string[] = []
  for (const { code } of items) {
    if (code.toUpperCase().startsWith(start)) found.push(code)
    if (found.length === COMPLETIONS) break
  }
  return found
}
