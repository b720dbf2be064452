import { describe, expect, test } from 'vitest'
import { fileTrouble } from './file-trouble.ts'

describe('what keeps a file from being read or written', () => {
  test('is said in words, the code of the system behind them', () => {
    expect(fileTrouble('ENOSPC', 'zh')).toBe('磁盘已满，ENOSPC')
    expect(fileTrouble('ENOSPC', 'en')).toBe('the disk is full, ENOSPC')
  })

  test('is found in a message of the system', () => {
    expect(fileTrouble("EISDIR: illegal operation on a directory, read '/x'", 'zh')).toBe('是文件夹，不是文件，EISDIR')
  })

  test('says of a text that is not JSON that it is none, and where', () => {
    expect(fileTrouble('Unexpected end of JSON input', 'zh')).toBe('不是合法的 JSON（Unexpected end of JSON input）')
  })

  test('stays as it is where the system says something else', () => {
    for (const other of ['ESTALE', 'E', 'toString', '3 characters', '']) expect(fileTrouble(other, 'en')).toBe(other)
  })
})
