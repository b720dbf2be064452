import type { Report } from './collect-report.ts'
import { REPORT_WORDS } from './report-words.ts'

/** Whom a report is about, as its title says. */
export function whoseReport({ viewer, language }: Pick<Report, 'viewer' | 'language'>): string {
  switch (viewer.kind) {
    case 'institution':
      return viewer.institution
    case 'region':
      return viewer.institutions.join(language === 'zh' ? '、' : ', ')
    case 'shared':
      return REPORT_WORDS.shared[language]
    case 'all':
      return REPORT_WORDS.all[language]
  }
}
