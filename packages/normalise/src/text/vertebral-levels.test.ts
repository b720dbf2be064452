import { describe, expect, it } from 'vitest'
import { vertebralLevels } from './vertebral-levels.ts'

const read = (text: string, at = 0) => {
  const chars = Uint16Array.from(text, (c) => c.charCodeAt(0))
  return vertebralLevels(chars, chars.length, at)
}

describe('levels of the spine', () => {
  it.each([
    ['c3-7', '颈3'],
    // as folded: a dash between a digit and a letter is a space
    ['c3 c7', '颈3'],
    ['颈3-6', '颈3'],
    ['t5-8', '胸3'],
    ['胸11-腰2', '胸腰段'],
    ['c6 t2', '颈胸段'],
    ['l3 s1', '腰3'],
    ['骶1-5', '骶骨'],
  ])('%s is read whole', (text, word) => {
    expect(read(text)).toEqual({ end: text.length, word })
  })

  it('ends before what follows', () => {
    expect(read('l3-5ct')).toEqual({ end: 4, word: '腰3' })
  })

  it.each(['t1 t2', 't1-2', 'c3', 'c3 7', 'c3-', 'c100-200', 'l1-c3', 'x3-7', 'c'])(
    '%s is no range of levels',
    (text) => {
      expect(read(text)).toBeNull()
    },
  )

  it('does not begin inside a word', () => {
    expect(read('ct2-3', 1)).toBeNull()
  })
})
