import type { Language } from '@yingma/core'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { askIn } from '../api/client.ts'
import { prefer, preferences } from './preferences.ts'

/** Texts of one language, loaded when it is spoken. */
const TEXTS = {
  zh: () => import('../locales/zh.ts').then(({ zh }) => zh),
  en: () => import('../locales/en.ts').then(({ en }) => en),
}

export async function startLanguage(): Promise<void> {
  const { language } = preferences()
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await TEXTS[language]() } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  announce(language)
}

export async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await TEXTS[language]())
  }
  await i18next.changeLanguage(language)
  announce(language)
  prefer({ language })
}

function announce(language: Language): void {
  askIn(language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}
