(select json_extract_string(json, [${paths}]) as cells
 from read_json_objects(${path}, format = 'array', compression = '${compression}', maximum_object_size = 67108864))
