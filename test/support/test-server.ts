import { openTestShop, ownerEmail, ownerPassword, type TestShopOptions } from './test-shop.ts'

/** A whole shop behind a real address, with the pages that were built: for browsers. */
export async function startTestServer(options: TestShopOptions = {}) {
  const shop = await openTestShop({ startAt: new Date().toISOString(), ...options })
  const url = await shop.http.listen({ host: '127.0.0.1', port: 0 })
  return { url, ownerEmail, ownerPassword, shop, stop: shop.close }
}
