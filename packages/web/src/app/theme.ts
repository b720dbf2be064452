import { type ThemeConfig, theme } from 'antd'
import type { ColourScheme } from './preferences.ts'

/** Blue, dense, calm; colours of our own elements are in styles.css under the same names. */
export function themeOf(scheme: ColourScheme): ThemeConfig {
  return {
    // Without a hash class no selector needs `:where`, which Chromium 87 lacks.
    hashed: false,
    algorithm: scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: scheme === 'dark' ? '#5b9bf0' : '#1457b8',
      colorInfo: scheme === 'dark' ? '#5b9bf0' : '#1457b8',
      colorLink: scheme === 'dark' ? '#7db2f7' : '#1457b8',
      borderRadius: 4,
      fontSize: 14,
      controlHeight: 32,
      fontFamily: 'inherit',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
      ...(scheme === 'dark' ? { colorBgBase: '#10161f' } : { colorTextPlaceholder: '#6b7686' }),
    },
    components: { Button: { primaryShadow: 'none', ...(scheme === 'dark' ? { primaryColor: '#0c1118' } : {}) } },
  }
}
