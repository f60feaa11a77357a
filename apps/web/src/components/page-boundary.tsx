import { Component } from 'react';

interface BoundaryState {
  problem: string | null;
}

/** Holds a fault of one page within it: the bar above stays, and another page is one tap away. */
export class PageBoundary extends Component<{ children: React.ReactNode }, BoundaryState> {
  override state: BoundaryState = { problem: null };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { problem: error instanceof Error ? error.message : String(error) };
  }

  override render(): React.ReactNode {
    const { problem } = this.state;
    if (problem === null) return this.props.children;
    return (
      <main className="page narrow" role="alert">
        <h1>This page could not be shown</h1>
        <p className="lead">
          Nothing that was recorded is lost. Load it again; where that does not help, tell whoever
          looks after Touchstone what stands below.
        </p>
        <p className="problem">{problem}</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          Load it again
        </button>
      </main>
    );
  }
}
