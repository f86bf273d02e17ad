import { SetMetadata } from '@nestjs/common';

/** Metadata key that the API's guard looks for. */
export const PUBLIC = 'huiyin:public';

/** For what needs no login. */
export const Public = () => SetMetadata(PUBLIC, true);
