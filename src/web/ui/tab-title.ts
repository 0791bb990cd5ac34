import { useEffect } from 'react'
import { useTexts } from '../texts/phrases.ts'
import { sandboxTexts } from '../texts/sandbox.ts'
import { isSandbox } from './page-now.ts'

/** What the browser's tab says. A tab of a sandbox says so first: the rest is cut where tabs are narrow. */
export function useTabTitle(title: string): void {
  const sandbox = useTexts(sandboxTexts)('title')
  useEffect(() => {
    document.title = isSandbox ? `${sandbox} · ${title}` : title
  }, [title, sandbox])
}

const ofShop = '%23b3401f'
const ofSandbox = '%231f6f8b'

/** The mark of a sandbox has another colour than that of the shop. */
export function markTab(): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  if (isSandbox && icon) icon.href = icon.href.replace(ofShop, ofSandbox)
}
