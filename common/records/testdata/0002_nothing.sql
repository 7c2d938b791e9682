-- Stands for a service's own tables.
CREATE TABLE own_table (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB;
