import { expect, test } from 'vitest'
import { Refusal } from '../problems/store-problem.ts'
import { checkedWebhookUrl, isPrivateAddress } from './webhook-address.ts'

function outcome(url: string, allowPrivate = false): string {
  try {
    return checkedWebhookUrl(url, allowPrivate)
  } catch (error) {
    if (error instanceof Refusal && 'why' in error.problem) return error.problem.why
    throw error
  }
}

test('only https to the public internet is taken', () => {
  expect(outcome('https://his.example.org/hook?a=1#x')).toBe('https://his.example.org/hook?a=1')
  expect(outcome('http://his.example.org/hook')).toBe('not-https')
  expect(outcome('ftp://his.example.org/hook')).toBe('not-https')
  expect(outcome('file:///etc/passwd')).toBe('not-https')
  expect(outcome('https://a:b@his.example.org/')).toBe('credentials')
  expect(outcome('nonsense')).toBe('unreadable')
})

test('this machine and private nets are refused in every spelling, unless a setting allows them', () => {
  const spellings = [
    'https://localhost/',
    'https://LOCALHOST./',
    'https://a.localhost/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[fe80::1]/',
    'https://10.0.0.8/',
    'https://169.254.169.254/latest/meta-data',
    'https://192.168.1.1/',
    'https://172.31.255.255/',
    'https://100.100.100.200/',
    'https://metadata.google.internal/',
  ]
  expect(spellings.filter((url) => outcome(url) !== 'private')).toEqual([])
  expect(outcome('http://127.0.0.1:9000/hook', true)).toBe('http://127.0.0.1:9000/hook')
})

test('addresses that a name may lead to are told apart', () => {
  expect(['8.8.8.8', '2606:4700::1111', '172.32.0.1'].filter(isPrivateAddress)).toEqual([])
  const inside = ['127.9.9.9', '::ffff:10.0.0.1', '::ffff:a00:1', 'fd00::1', '255.255.255.255', 'not an address']
  expect(inside.filter((address) => !isPrivateAddress(address))).toEqual([])
})
