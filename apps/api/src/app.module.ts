import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { CONFIG, CoreModule, DATA_SOURCE, DIRECTORY, HealthModule, Sessions } from '@huiyin/runtime';
import type { Config, Directory } from '@huiyin/runtime';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { AlertsController } from './alerts/alerts.controller.ts';
import { AlertsQuery } from './alerts/alerts.query.ts';
import { AlertsStream } from './alerts/alerts.stream.ts';
import { AttachFiles } from './attachments/attach.ts';
import { AttachmentsController } from './attachments/attachments.controller.ts';
import { AttachmentsQuery } from './attachments/attachments.query.ts';
import { ClockController } from './clock/clock.controller.ts';
import { Drain } from './clock/drain.ts';
import { AuthGuard } from './http/auth.guard.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { AdvancePetition } from './petitions/advance.ts';
import { AllowedEvents } from './petitions/allowed-events.ts';
import { ClocksController } from './petitions/clocks.controller.ts';
import { DetailsController } from './petitions/details.controller.ts';
import { EventChecks } from './petitions/event-checks.ts';
import { LinksQuery } from './petitions/links.query.ts';
import { PetitionPresenter } from './petitions/petition.presenter.ts';
import { PetitionQuery } from './petitions/petition.query.ts';
import { PetitionsController } from './petitions/petitions.controller.ts';
import { RegisterRequest } from './petitions/register-request.ts';
import { PastQuery } from './petitions/past.query.ts';
import { KeptAway } from './petitions/kept-away.ts';
import { RelativesQuery } from './petitions/relatives.query.ts';
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
        ...[
          PetitionQuery,
          LinksQuery,
          RelativesQuery,
          KeptAway,
          PastQuery,
          PetitionPresenter,
          AllowedEvents,
          EventChecks,
          AdvancePetition,
          RegisterRequest,
        ],
        ...[AttachmentsQuery, AttachFiles],
        ...[AlertsQuery, AlertsStream, Drain],
      ],
    };
  }
}
