import { useEffect, useRef } from 'react';
import { inside, nearestTo } from './lasso.js';
import { type Drawn, drawPoints } from './raster.js';
import { fitting, moved, type Size, type Spot, type MapWindow, zoomed } from './map-window.js';

export interface Hovered {
  readonly place: number;
  /** The spot on the canvas, in CSS pixels. */
  readonly spot: Spot;
}

interface Props {
  readonly points: Drawn;
  /** Set while dragging draws a line around points instead of moving the map; Shift does so at any time. */
  readonly lasso: boolean;
  readonly onPick: (places: readonly number[]) => void;
  readonly onHover: (hovered: Hovered | null) => void;
}

/** Pixels of the screen within which a point is meant. */
const within = 9;
const zoomStep = 1.35;
const keySteps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [60, 0],
  ArrowRight: [-60, 0],
  ArrowUp: [0, 60],
  ArrowDown: [0, -60],
};

/** Draws the points, anew at each frame in which the view has changed. */
export function MapCanvas(props: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const line = useRef<SVGPolylineElement>(null);
  const given = useRef(props);
  given.current = props;
  const drawing = useRef<Drawing | null>(null);
  useEffect(() => {
    const made = new Drawing(canvas.current!, line.current!, () => given.current);
    drawing.current = made;
    return () => made.end();
  }, []);
  const { xs } = props.points;
  useEffect(() => drawing.current?.fit(), [xs]);
  useEffect(() => drawing.current?.soon(), [props.points]);
  return (
    <div className={`map-canvas ${props.lasso ? 'lassoing' : ''}`}>
      <canvas
        ref={canvas}
        tabIndex={0}
        role="application"
        aria-label="Map of pictures: drag to move, turn the wheel to zoom, Shift and drag to pick points; arrow keys, + and - do the same"
      />
      <svg aria-hidden="true">
        <polyline ref={line} />
      </svg>
    </div>
  );
}

/** The canvas with the view on the map: outside of React, since it changes with every move of the hand. */
class Drawing {
  private view: MapWindow = { x: 0, y: 0, scale: 1 };
  private fitted: MapWindow = this.view;
  /** The size in CSS pixels. */
  private size: Size = { width: 1, height: 1 };
  private asked = 0;
  private held: { last: Spot; line: Spot[] | null } | null = null;
  private image: ImageData | null = null;
  private readonly ends = new AbortController();
  private readonly watcher = new ResizeObserver(() => this.resize());

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly line: SVGPolylineElement,
    private readonly given: () => Props,
  ) {
    const { signal } = this.ends;
    canvas.addEventListener('pointerdown', (event) => this.press(event), { signal });
    canvas.addEventListener('pointermove', (event) => this.move(event), { signal });
    canvas.addEventListener('pointerup', () => this.release(), { signal });
    canvas.addEventListener('pointercancel', () => this.release(), { signal });
    canvas.addEventListener('pointerleave', () => this.given().onHover(null), { signal });
    canvas.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
    canvas.addEventListener('dblclick', () => this.fit(), { signal });
    canvas.addEventListener('keydown', (event) => this.key(event), { signal });
    this.watcher.observe(canvas);
    this.resize();
  }

  end(): void {
    this.ends.abort();
    this.watcher.disconnect();
    cancelAnimationFrame(this.asked);
  }

  /** Shows all points. */
  fit(): void {
    const { xs, ys } = this.given().points;
    this.view = this.fitted = fitting(xs, ys, this.size);
    this.soon();
  }

  /** Draws at the next frame. */
  soon(): void {
    cancelAnimationFrame(this.asked);
    this.asked = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    const { width, height } = this.canvas;
    if (width === 0 || height === 0) return;
    const pen = this.canvas.getContext('2d')!;
    if (this.image?.width !== width || this.image.height !== height)
      this.image = pen.createImageData(width, height);
    const dense = width / this.size.width;
    const view = { ...this.view, scale: this.view.scale * dense };
    const { points } = this.given();
    const pixels = new Uint32Array(this.image.data.buffer);
    drawPoints(pixels, { width, height }, view, points, radiusOf(points.order.length) * dense);
    pen.putImageData(this.image, 0, 0);
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const first = this.size.width === 1;
    const unmoved = this.view === this.fitted;
    this.size = { width: Math.max(1, width), height: Math.max(1, height) };
    const dense = Math.min(2, window.devicePixelRatio);
    this.canvas.width = Math.round(width * dense);
    this.canvas.height = Math.round(height * dense);
    if (first || unmoved) this.fit();
    else this.soon();
  }

  private spotOf(event: PointerEvent | WheelEvent): Spot {
    return { x: event.offsetX, y: event.offsetY };
  }

  private press(event: PointerEvent): void {
    const spot = this.spotOf(event);
    this.canvas.setPointerCapture(event.pointerId);
    this.held = { last: spot, line: this.given().lasso || event.shiftKey ? [spot] : null };
    this.given().onHover(null);
  }

  private move(event: PointerEvent): void {
    const spot = this.spotOf(event);
    if (this.held === null) return this.hover(spot);
    const { last, line } = this.held;
    this.held.last = spot;
    if (line !== null) {
      line.push(spot);
      this.line.setAttribute('points', line.map(({ x, y }) => `${x},${y}`).join(' '));
      return;
    }
    this.view = moved(this.view, spot.x - last.x, spot.y - last.y);
    this.soon();
  }

  private release(): void {
    const line = this.held?.line ?? null;
    this.held = null;
    this.line.setAttribute('points', '');
    if (line === null) return;
    const { points, onPick } = this.given();
    onPick(line.length < 3 ? [] : inside(line, points, this.view, this.size));
  }

  private hover(spot: Spot): void {
    const place = nearestTo(spot, this.given().points, this.view, this.size, within);
    this.given().onHover(place === null ? null : { place, spot });
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    this.zoom(this.spotOf(event), Math.exp(-event.deltaY / 400));
  }

  private zoom(spot: Spot, factor: number): void {
    this.view = zoomed(this.view, this.size, spot, factor, this.fitted);
    this.given().onHover(null);
    this.soon();
  }

  private key(event: KeyboardEvent): void {
    const step = keySteps[event.key];
    const middle = { x: this.size.width / 2, y: this.size.height / 2 };
    if (step !== undefined) this.view = moved(this.view, ...step);
    else if (event.key === '+') this.zoom(middle, zoomStep);
    else if (event.key === '-') this.zoom(middle, 1 / zoomStep);
    else if (event.key === '0') this.fit();
    else if (event.key === 'Escape') this.given().onPick([]);
    else return;
    event.preventDefault();
    this.soon();
  }
}

/** CSS pixels. */
function radiusOf(points: number): number {
  if (points > 20_000) return 1.5;
  return points > 2_000 ? 2.5 : 4;
}
