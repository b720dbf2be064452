import type { Language } from '@yingma/core'
import { useSyncExternalStore } from 'react'

export type ColourScheme = 'light' | 'dark'

interface Preferences {
  readonly language: Language
  readonly scheme: ColourScheme
}

const KEY = 'yingma.preferences'
const listeners = new Set<() => void>()
let current = read()

function read(): Preferences {
  const kept = { ...readKept(), ...toldByPageAround() }
  return {
    language: kept.language === 'en' || kept.language === 'zh' ? kept.language : languageOfBrowser(),
    scheme: kept.scheme === 'dark' || kept.scheme === 'light' ? kept.scheme : schemeOfSystem(),
  }
}

/** The picker stands in a page of another system, which says how it is to look; that is kept for nothing else. */
function toldByPageAround(): Partial<Record<keyof Preferences, unknown>> {
  if (location.pathname !== '/picker') return {}
  const told = new URLSearchParams(location.search)
  return Object.fromEntries(
    [['language', told.get('lang')] as const, ['scheme', told.get('scheme')] as const].filter(
      ([, value]) => value !== null,
    ),
  )
}

function readKept(): Partial<Record<keyof Preferences, unknown>> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Record<keyof Preferences, unknown>>
  } catch {
    // Storage may be forbidden or hold something foreign: then nothing was chosen yet.
    return {}
  }
}

/** Chinese first: English only where the browser asks for it before Chinese. */
function languageOfBrowser(): Language {
  const known = navigator.languages.find((language) => /^(zh|en)\b/i.test(language))
  return known?.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

function schemeOfSystem(): ColourScheme {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

export function preferences(): Preferences {
  return current
}

/** Keeps a choice for the next visit and tells everybody. */
export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  try {
    localStorage.setItem(KEY, JSON.stringify(current))
  } catch {
    // Without storage the choice holds until the page is closed.
  }
  for (const listener of listeners) listener()
}

export function usePreferences(): Preferences {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, preferences)
}
