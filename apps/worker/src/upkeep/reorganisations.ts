import { Inject, Injectable } from '@nestjs/common';
import { takeOverAgain } from '@huiyin/office';
import { DATA_SOURCE } from '@huiyin/platform';
import type { DataSource } from 'typeorm';

/** Looks a second time at the petitions of units that were changed a moment ago. */
@Injectable()
export class Reorganisations {
  constructor(@Inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  async settle(): Promise<void> {
    await takeOverAgain(this.dataSource);
  }
}
