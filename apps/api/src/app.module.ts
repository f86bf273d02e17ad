import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { CONFIG, CoreModule, DATA_SOURCE, DIRECTORY, HealthModule } from '@huiyin/platform';
import type { Config } from '@huiyin/platform';
import { Sessions } from '@huiyin/office';
import type { Directory } from '@huiyin/office';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { AlertsController } from './alerts/alerts.controller.ts';
import { AlertsSignal } from './alerts/alerts.signal.ts';
import { AlertsStream } from './alerts/alerts.stream.ts';
import { AttachmentsController } from './attachments/attachments.controller.ts';
import { ClockController } from './clock/clock.controller.ts';
import { Drain } from './clock/drain.ts';
import { AuthGuard } from './http/auth.guard.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { ClocksController } from './petitions/clocks.controller.ts';
import { DetailsController } from './petitions/details.controller.ts';
import { PetitionPresenter } from './petitions/petition.presenter.ts';
import { PetitionsController } from './petitions/petitions.controller.ts';
import { SessionController } from './session/session.controller.ts';

@Module({})
export class AppModule {
  static forRoot(config: Config, logger: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [CoreModule.forRoot({ config, logger, applicationName: 'huiyin-api' }), HealthModule],
      controllers: [
        SessionController,
        PetitionsController,
        DetailsController,
        ClocksController,
        AttachmentsController,
        AlertsController,
        ClockController,
      ],
      providers: [
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        {
          provide: Sessions,
          useFactory: (dataSource: DataSource, directory: Directory, { sessionMs }: Config) =>
            new Sessions(dataSource, directory, sessionMs),
          inject: [DATA_SOURCE, DIRECTORY, CONFIG],
        },
        ...[PetitionPresenter, AlertsSignal, AlertsStream, Drain],
      ],
    };
  }
}
