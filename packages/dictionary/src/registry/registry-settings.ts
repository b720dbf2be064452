import type { Text } from '@yingma/core'
import type { SettingsSection, SettingsVersion } from '@yingma/store'
import { readSettings, type Settings, type SettingsRead } from '../model/settings.ts'

/** Which settings each section of the registry holds; `general` holds all others. */
const OWN: Readonly<Record<Exclude<SettingsSection, 'general'>, readonly string[]>> = {
  'order-sets': ['sets'],
  devices: ['devices', 'protocols'],
}
const HEAD = { format: 'yingma-dictionary' }

/** The settings of an institution out of the sections that its registry keeps. */
export function settingsOfSections(
  institution: string,
  sections: readonly Pick<SettingsVersion, 'section' | 'body'>[],
  isCode: (code: string) => boolean,
): SettingsRead {
  const bodies = Object.assign({}, ...sections.map(({ body }) => body)) as Readonly<Record<string, unknown>>
  return readSettings('registry', { ...HEAD, ...bodies, institution }, isCode)
}

/**
 * Reads one section before it is kept: only its own settings, each as `dictionary build` takes it from a file. Codes in
 * any form are kept as they were written.
 */
export function readSection(
  section: SettingsSection,
  body: Readonly<Record<string, unknown>>,
  isCode: (code: string) => boolean,
): SettingsRead {
  const foreign = Object.keys(body).filter((key) => !belongs(key, section))
  if (foreign.length > 0) {
    const problems = foreign.map((at) => ({
      code: 'dictionary-settings-value' as const,
      file: section,
      at,
      expected: keysOf(section),
    }))
    return { ok: false, problems }
  }
  return readSettings(section, { ...HEAD, institution: 'registry', ...body }, isCode)
}

/** The settings of a file, in the sections in which a registry keeps them. */
export function sectionsOf(settings: Settings): Readonly<Record<SettingsSection, Readonly<Record<string, unknown>>>> {
  const { format: _, institution: __, $schema: ___, sets, devices, protocols, ...general } = settings
  return { general, 'order-sets': { sets }, devices: { devices, protocols } }
}

function belongs(key: string, section: SettingsSection): boolean {
  if (['format', 'institution', '$schema'].includes(key)) return false
  const owner = Object.entries(OWN).find(([, keys]) => keys.includes(key))?.[0] ?? 'general'
  return owner === section
}

function keysOf(section: SettingsSection): Text {
  const keys = section === 'general' ? Object.values(OWN).flat() : OWN[section]
  return section === 'general'
    ? { zh: `${keys.join('、')} 属于别的部分`, en: `not in another section: ${keys.join(', ')}` }
    : { zh: keys.join('、'), en: keys.join(', ') }
}
