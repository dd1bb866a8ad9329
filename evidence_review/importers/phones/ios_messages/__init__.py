"""Messages on iPhones (sms.db); `importer` knows them."""
