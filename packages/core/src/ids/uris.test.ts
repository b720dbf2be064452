import { describe, expect, it } from 'vitest'
import { conceptUri, DEFAULT_BASE_URI, dictionaryUri, extensionUri, institutionUri, schemeUri } from './uris.ts'

describe('URIs', () => {
  it('are all below the one base', () => {
    const all = [
      schemeUri('radiology'),
      schemeUri('ultrasound'),
      schemeUri('pet'),
      schemeUri('spect'),
      extensionUri(),
      institutionUri('H1'),
      conceptUri('571132891'),
      dictionaryUri('scans-ct'),
    ]
    expect(new Set(all).size).toBe(all.length)
    for (const uri of all) expect(uri.startsWith(`${DEFAULT_BASE_URI}/`)).toBe(true)
  })

  it('follow the base of an installation', () => {
    expect(schemeUri('pet', 'https://example.org/x')).toBe('https://example.org/x/pet')
    expect(extensionUri('https://example.org/x')).toBe('https://example.org/x/extension')
  })

  it('encode what an institution calls itself', () => {
    expect(institutionUri('某 院/1')).toBe(`${DEFAULT_BASE_URI}/institution/%E6%9F%90%20%E9%99%A2%2F1`)
    expect(() => institutionUri('')).toThrow('without identifier')
  })
})
