import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { SessionGate } from '../session/session-gate.tsx'
import { AppFrame } from '../ui/app-frame.tsx'
import { router } from './router.tsx'
import './console.css'

const place = document.getElementById('root')
if (place)
  createRoot(place).render(
    <StrictMode>
      <AppFrame isTouch={false}>
        <SessionGate>
          <RouterProvider router={router} />
        </SessionGate>
      </AppFrame>
    </StrictMode>,
  )
