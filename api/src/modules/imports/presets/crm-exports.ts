import { into, loosely, named, nothing, type SourcePreset } from './source-preset.js';

const ADDRESS = (prefix: string, street: string, city: string, region: string, zip: string, country: string) => ({ [street]: into(`${prefix}Street`), [city]: into(`${prefix}City`), [region]: into(`${prefix}Region`), [zip]: into(`${prefix}PostalCode`), [country]: into(`${prefix}Country`) });

const HUBSPOT_HINTS = ['Create Date', 'Last Activity Date', 'Last Modified Date', 'Associated Company IDs', 'Associated Contact IDs', 'Associated Deal IDs'];

const HUBSPOT: readonly SourcePreset[] = [
  {
    key: 'hubspot-contacts', label: 'HubSpot', recordType: 'contact',
    requires: ['Record ID', 'First Name', 'Last Name'],
    hints: ['Contact owner', 'Lead Status', 'Lifecycle Stage', 'Marketing contact status', ...HUBSPOT_HINTS],
    columns: {
      'Record ID': into('externalId'), 'Record ID - Contact': into('externalId'), 'First Name': into('firstName'), 'Last Name': into('lastName'), Email: into('email'), 'Additional email addresses': loosely('email'), 'Work email': loosely('email'),
      'Phone Number': loosely('phone'), 'Mobile Phone Number': loosely('mobile'), 'Job Title': into('jobTitle'), 'Company Name': named('accountId'), 'Associated Company': named('accountId'), 'Primary Associated Company': named('accountId'),
      'Contact owner': loosely('ownerId'), 'Lifecycle Stage': loosely('lifecycle'), 'Lead Status': nothing, 'Original Source': into('leadSource'), 'LinkedIn URL': loosely('linkedin'), 'Twitter Username': into('twitter'),
      'Unsubscribed from all email': loosely('doNotEmail'), 'Date of birth': loosely('birthday'), ...ADDRESS('mailing', 'Street Address', 'City', 'State/Region', 'Postal Code', 'Country/Region'),
      'Create Date': nothing, 'Last Activity Date': nothing, 'Last Modified Date': nothing, 'Associated Company IDs': nothing,
    },
  },
  {
    key: 'hubspot-companies', label: 'HubSpot', recordType: 'account',
    requires: ['Record ID', 'Company name'],
    hints: ['Company owner', 'Company Domain Name', 'Lifecycle Stage', ...HUBSPOT_HINTS],
    columns: {
      'Record ID': into('externalId'), 'Record ID - Company': into('externalId'), 'Company name': into('name'), 'Company Domain Name': loosely('website'), 'Website URL': loosely('website'), 'Phone Number': loosely('phone'), Industry: into('industry'), Type: loosely('type'),
      'Number of Employees': loosely('employees'), 'Annual Revenue': loosely('annualRevenue'), 'Year Founded': loosely('foundedYear'), 'LinkedIn Company Page': loosely('linkedin'), Description: into('description'), 'Company owner': loosely('ownerId'), 'Parent Company': loosely('parentId'),
      ...ADDRESS('billing', 'Street Address', 'City', 'State/Region', 'Postal Code', 'Country/Region'), 'Create Date': nothing, 'Last Activity Date': nothing, 'Lifecycle Stage': nothing,
    },
  },
  {
    key: 'hubspot-deals', label: 'HubSpot', recordType: 'opportunity',
    requires: ['Record ID', 'Deal Name', 'Deal Stage'],
    columns: {
      'Record ID': into('externalId'), 'Record ID - Deal': into('externalId'), 'Deal Name': into('name'), 'Deal Stage': into('stageId'), Pipeline: loosely('pipelineId'), Amount: into('amount'), Currency: loosely('currency'), 'Close Date': into('closedOn'), 'Create Date': loosely('openedOn'),
      'Deal owner': loosely('ownerId'), 'Associated Company': named('accountId'), 'Deal Description': into('description'), 'Associated Company IDs': nothing, 'Associated Contact IDs': nothing, 'Is closed lost': nothing, 'Is Closed Won': nothing, 'Last Activity Date': nothing,
    },
  },
];

/** Column names of the API, which exports and query results carry; upper case in those of the data loader. */
const SALESFORCE_NOISE = { IsDeleted: nothing, MasterRecordId: nothing, CreatedById: nothing, LastModifiedById: nothing, LastModifiedDate: nothing, SystemModstamp: nothing, LastActivityDate: nothing, OwnerId: nothing, CreatedDate: nothing, Fax: nothing } as const;
const SALESFORCE_HINTS = ['IsDeleted', 'SystemModstamp', 'CreatedById', 'OwnerId', 'LastModifiedDate', 'MasterRecordId', 'referenceId'];

const SALESFORCE: readonly SourcePreset[] = [
  {
    key: 'salesforce-accounts', label: 'Salesforce', recordType: 'account',
    requires: ['Name'],
    hints: ['BillingStreet', 'BillingCity', 'BillingCountry', 'ShippingStreet', 'NumberOfEmployees', 'AccountNumber', 'TickerSymbol', 'AnnualRevenue'], leastHints: 2,
    columns: {
      Id: into('externalId'), referenceId: into('externalId'), Name: into('name'), Type: loosely('type'), ParentId: loosely('parentId'), 'Parent.Name': loosely('parentId'), Phone: loosely('phone'), Website: loosely('website'), Industry: into('industry'), AnnualRevenue: loosely('annualRevenue'),
      NumberOfEmployees: loosely('employees'), Description: into('description'), YearStarted: loosely('foundedYear'), 'Owner.Name': loosely('ownerId'),
      ...ADDRESS('billing', 'BillingStreet', 'BillingCity', 'BillingState', 'BillingPostalCode', 'BillingCountry'), ...ADDRESS('shipping', 'ShippingStreet', 'ShippingCity', 'ShippingState', 'ShippingPostalCode', 'ShippingCountry'), ...SALESFORCE_NOISE,
    },
  },
  {
    key: 'salesforce-contacts', label: 'Salesforce', recordType: 'contact',
    requires: ['LastName'],
    hints: ['AccountId', 'MailingStreet', 'ReportsToId', ...SALESFORCE_HINTS],
    columns: {
      Id: into('externalId'), referenceId: into('externalId'), FirstName: into('firstName'), LastName: into('lastName'), Name: nothing, Title: into('jobTitle'), Department: into('department'), AccountId: into('accountId'), 'Account.Name': named('accountId'), 'Parent.Name': into('accountId'), 'Parent.referenceId': into('accountId'), Email: loosely('email'), Phone: loosely('phone'), MobilePhone: loosely('mobile'), HomePhone: loosely('phone'), OtherPhone: loosely('phone'),
      Birthdate: loosely('birthday'), LeadSource: into('leadSource'), DoNotCall: loosely('doNotCall'), HasOptedOutOfEmail: loosely('doNotEmail'), Description: into('notes'), 'Owner.Name': loosely('ownerId'),
      ...ADDRESS('mailing', 'MailingStreet', 'MailingCity', 'MailingState', 'MailingPostalCode', 'MailingCountry'), ...SALESFORCE_NOISE,
    },
  },
  {
    key: 'salesforce-opportunities', label: 'Salesforce', recordType: 'opportunity',
    requires: ['Name', 'StageName', 'CloseDate'],
    columns: {
      Id: into('externalId'), referenceId: into('externalId'), Name: into('name'), AccountId: into('accountId'), 'Account.Name': named('accountId'), StageName: into('stageId'), Amount: into('amount'), CurrencyIsoCode: loosely('currency'), Probability: loosely('probability'), CloseDate: into('closedOn'),
      Description: into('description'), NextStep: into('nextStep'), LeadSource: into('leadSource'), Type: nothing, 'Owner.Name': loosely('ownerId'), ExpectedRevenue: nothing, IsClosed: nothing, IsWon: nothing, ForecastCategory: nothing, HasOpportunityLineItem: nothing, FiscalQuarter: nothing, FiscalYear: nothing, Fiscal: nothing, Pricebook2Id: nothing, PricebookId: nothing, ...SALESFORCE_NOISE,
    },
  },
];

const PIPEDRIVE: readonly SourcePreset[] = [
  {
    key: 'pipedrive-people', label: 'Pipedrive', recordType: 'contact',
    requires: ['Person - Name'],
    columns: {
      'Person - ID': into('externalId'), 'Person - Name': into('fullName'), 'Person - First name': into('firstName'), 'Person - Last name': into('lastName'), 'Person - Email': loosely('email'), 'Person - Email - Work': loosely('email'), 'Person - Email (Work)': loosely('email'), 'Person - Email - Home': loosely('email'), 'Person - Email (Home)': loosely('email'), 'Person - Email - Other': loosely('email'),
      'Person - Phone': loosely('phone'), 'Person - Phone - Work': loosely('phone'), 'Person - Phone - Home': loosely('phone'), 'Person - Phone - Mobile': loosely('mobile'), 'Person - Phone - Other': loosely('phone'), 'Person - Organization': named('accountId'), 'Organization - Name': named('accountId'), 'Person - Owner': loosely('ownerId'), 'Person - Label': into('tags'), 'Person - Job title': into('jobTitle'),
      'Note - Content': into('notes'), 'Organization - Address': nothing, 'Deal - Title': nothing, 'Deal - Value': nothing, 'Activity - Subject': nothing, 'Activity - Due date': nothing,
    },
  },
  {
    key: 'pipedrive-organizations', label: 'Pipedrive', recordType: 'account',
    requires: ['Organization - Name'], hints: ['Organization - ID', 'Organization - Owner', 'Organization - Address', 'Organization - People'], leastHints: 2,
    columns: { 'Organization - ID': into('externalId'), 'Organization - Name': into('name'), 'Organization - Owner': loosely('ownerId'), 'Organization - Address': into('billingStreet'), 'Organization - Label': into('tags'), 'Organization - Website': loosely('website'), 'Organization - Industry': into('industry'), 'Organization - People': nothing },
  },
  {
    key: 'pipedrive-deals', label: 'Pipedrive', recordType: 'opportunity',
    requires: ['Deal - Title'], hints: ['Deal - Stage', 'Deal - Pipeline', 'Deal - Status'],
    columns: {
      'Deal - ID': into('externalId'), 'Deal - Title': into('name'), 'Deal - Value': into('amount'), 'Deal - Currency of Value': loosely('currency'), 'Deal - Stage': into('stageId'), 'Deal - Pipeline': loosely('pipelineId'), 'Deal - Owner': loosely('ownerId'), 'Deal - Organization': named('accountId'), 'Deal - Expected close date': loosely('expectedCloseOn'), 'Deal - Deal created': loosely('openedOn'), 'Deal - Probability': loosely('probability'),
      'Deal - Contact person': nothing, 'Deal - Status': nothing, 'Deal - Lost reason': nothing,
    },
  },
];

/** What other CRMs export. */
export const CRM_EXPORTS: readonly SourcePreset[] = [...HUBSPOT, ...SALESFORCE, ...PIPEDRIVE];
