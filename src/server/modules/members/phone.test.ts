import { expect, test } from 'vitest'
import { dialledPhone, maskedPhone, phoneOf } from './phone.ts'

test.each([
  '13812341234',
  ' 138 1234-1234 ',
  '+8613812341234',
  '008613812341234',
  '86 138 1234 1234',
  '１３８１２３４１２３４',
  "'13812341234",
])('%s is one and the same phone', text => {
  expect(phoneOf(text)).toBe('+8613812341234')
})

test('demonstration numbers, landlines with area code and foreign numbers are phones', () => {
  expect(phoneOf('+8610000001234')).toBe('+8610000001234')
  expect(phoneOf('0755-12345678')).toBe('+8675512345678')
  expect(phoneOf('+852 9123 4567')).toBe('+85291234567')
  expect(phoneOf('+44 20 7946 0018')).toBe('+442079460018')
})

test.each([
  '',
  'abc',
  '12345',
  '0000000',
  'call 13812341234',
  '13812341234 ext 5',
  '1381234123',
  '138123412345',
  '12345678',
  '+86',
  '13812341234\n13812341235',
])('%s is no phone', text => {
  expect(phoneOf(text)).toBeUndefined()
})

test('a masked phone shows three and four digits', () => {
  expect(maskedPhone('+8613812341234')).toBe('138****1234')
  expect(maskedPhone('+8610000001234')).toBe('100****1234')
  expect(maskedPhone('+442079460018')).toBe('+44 20****0018')
  expect(maskedPhone('+85291234567')).toBe('+852 ****4567')
})

test('home numbers are dialled without the country code', () => {
  expect(dialledPhone('+8613812341234')).toBe('13812341234')
  expect(dialledPhone('+442079460018')).toBe('+442079460018')
})
