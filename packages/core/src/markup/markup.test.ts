import { expect, test } from 'vitest'
import { escapeMarkup, svgFigure } from './markup.ts'

test('text keeps no character that could open a tag, an entity or end an attribute', () => {
  expect(escapeMarkup(`<a href="x" b='y'>&`)).toBe('&#60;a href=&#34;x&#34; b=&#39;y&#39;&#62;&#38;')
})

test('a drawing without rows still has a height', () => {
  expect(svgFigure(10, 0, '')).toContain('viewBox="0 0 10 1"')
})
