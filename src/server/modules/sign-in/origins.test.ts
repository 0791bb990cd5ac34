import { expect, test } from 'vitest'
import { isSentByOwnPage, ownOrigins } from './origins.ts'

const own = ownOrigins({ publicUrl: 'https://shop.example/console', host: '0.0.0.0', port: 8080 })

test('the public address counts without its path', () => {
  expect(own).toContain('https://shop.example')
})

test('a page of ours is known by its origin', () => {
  expect(isSentByOwnPage({ origin: 'http://localhost:8080' }, own)).toBe(true)
  expect(isSentByOwnPage({ origin: 'http://localhost:8081' }, own)).toBe(false)
  expect(isSentByOwnPage({ origin: 'https://shop.example.evil.example' }, own)).toBe(false)
})

test('a page served at the address that was asked is ours', () => {
  expect(isSentByOwnPage({ origin: 'http://192.168.1.5:8080', host: '192.168.1.5:8080' }, own)).toBe(true)
  expect(isSentByOwnPage({ origin: 'http://evil.example', host: '192.168.1.5:8080' }, own)).toBe(false)
})

test('what the browser says about the site decides where it says it', () => {
  expect(isSentByOwnPage({ site: 'same-origin' }, own)).toBe(true)
  for (const site of ['same-site', 'cross-site', 'none'])
    expect(isSentByOwnPage({ site, origin: 'http://localhost:8080' }, own), site).toBe(false)
})

test('a request that says nothing, or "null", is not from a page of ours', () => {
  expect(isSentByOwnPage({ host: 'localhost:8080' }, own)).toBe(false)
  expect(isSentByOwnPage({ origin: 'null', host: 'localhost:8080' }, own)).toBe(false)
})
