import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './api/queries.js';
import { App } from './app.js';
import { LiveLine } from './live/live-line.js';
import { LiveContext } from './live/use-live.js';
import './styles/base.css';
import './styles/shell.css';
import './styles/line.css';
import './styles/pages.css';
import './styles/sheet.css';
import './styles/review.css';
import './styles/models.css';
import './styles/limits.css';
import './styles/station.css';
import './styles/drift.css';
import './styles/map.css';
import './styles/families.css';
import './styles/training.css';
import './styles/similar.css';
import './styles/test-set.css';
import './styles/print.css';

// A screen at the line has no switch of colours, and keeps those that were chosen.
document.documentElement.dataset['theme'] = localStorage.getItem('touchstone.theme') ?? 'system';

const line = new LiveLine();
line.start();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LiveContext value={line}>
        <App />
      </LiveContext>
    </QueryClientProvider>
  </StrictMode>,
);
