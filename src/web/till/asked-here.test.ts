import { expect, test } from 'vitest'
import { ApiError } from '../api/errors.ts'
import { askedBefore, forgetAsked, rememberAsked } from './asked-here.ts'

const refused = (code: string) => new ApiError({ title: code, status: 409, code, details: {}, isKept: false })
const waits = refused('joining/already-waiting')
const way = { 'zh-CN': '店员推荐', 'zh-TW': '店員推薦', en: 'Known' }
const ticket = { requestId: 'r1', state: 'waiting', way: 'known', wayName: way, waitsThrough: '2026-04-04' } as const

test('who asks once more at the same till is found by the phone, however it is written', () => {
  rememberAsked('139-0000 1111', { ticket, name: 'Lin' })
  expect(askedBefore(waits, '13900001111')).toBe(ticket)
  expect(askedBefore(waits, '13900001112')).toBeUndefined()
})

test('another failure finds nobody, and neither does what was decided', () => {
  rememberAsked('13900001111', { ticket, name: 'Lin' })
  expect(askedBefore(refused('members/phone-taken'), '13900001111')).toBeUndefined()
  expect(askedBefore(new Error('no network'), '13900001111')).toBeUndefined()
  forgetAsked('r2')
  expect(askedBefore(waits, '13900001111')).toBe(ticket)
  forgetAsked('r1')
  expect(askedBefore(waits, '13900001111')).toBeUndefined()
})

test('a request keeps the name under which it was asked; a later one has its own', () => {
  rememberAsked('13900002222', { ticket, name: 'Lin' })
  expect(rememberAsked('13900002222', { ticket, name: 'Somebody else' }).name).toBe('Lin')
  const later = { ...ticket, requestId: 'r3' }
  expect(rememberAsked('13900002222', { ticket: later, name: 'Lin Xiaoyue' }).name).toBe('Lin Xiaoyue')
})
